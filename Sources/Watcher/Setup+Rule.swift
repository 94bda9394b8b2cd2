import Foundation
import History
import Inspections

extension Setup {
    /// `ratingwatch rule PUBLICATION accept`: an operator's decision on what is in doubt, kept with who, when and why; what follows from
    /// it is told at once. `asked`: an address or an entry's id.
    package func accept(_ asked: String, why: String) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        _ = try await LogReconciliation(configuration).run(on: history)
        let recorder = Recorder(configuration, reports: try reports)
        let now = Date()
        let who = InvokingUser.name
        let found = try await history.read("look up a publication") { try $0.publications(named: asked) }
        guard let first = found.first else {
            throw UnknownName("no publication \"\(asked)\" is known", isWrongUsage: true)
        }
        let isOne = found.allSatisfy {
            PublicationIdentity.isSameDocument($0.documentURL, first.documentURL)
        }
        if !isOne {
            let all = found.map { "\($0.feed): \($0.documentURL ?? $0.identity)" }.joined(separator: "\n")
            throw UnknownName(
                "\"\(asked)\" names several publications, give the address of one:\n\(all)", isWrongUsage: true)
        }
        let result = try await history.write("record a ruling") {
            history -> Result<[StoredAlert], Recorder.RulingMistake> in
            do {
                return .success(try recorder.accept(found, who: who, why: why, at: now, in: history))
            } catch let mistake as Recorder.RulingMistake {
                return .failure(mistake)
            }
        }
        switch result {
        case .failure(let mistake): return Answer("", complaint: "\(asked): \(mistake)", isGood: false)
        case .success(let raised):
            let lines = raised.map { "\($0.sequence) \($0.line)\n" }.joined()
            return Answer(
                raised.isEmpty ? "accepted; nothing is told of it\n" : "accepted\n" + lines,
                complaint: raised.isEmpty ? nil : await wakeDeliveries())
        }
    }
}
