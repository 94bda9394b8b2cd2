import Foundation
import History
package import Inspections
import System

/// `ratingwatch rule`, as a user asks for it.
package struct RuleRequest: Sendable {
    package enum Decision: String, Sendable, CaseIterable {
        case accept, reject, withdraw, state
    }

    /// An address or an entry's id.
    package let publication: String
    package let decision: Decision
    /// By area; of `state` alone.
    package let grades: [String: String]
    package let framework: String?
    package let dates: InspectionDates
    package let why: String

    package init(
        publication: String, decision: Decision, grades: [String: String], framework: String?, dates: InspectionDates,
        why: String
    ) {
        self.publication = publication
        self.decision = decision
        self.grades = grades
        self.framework = framework
        self.dates = dates
        self.why = why
    }

    fileprivate var ruling: Ruling.Decision {
        switch decision {
        case .accept: .accept
        case .reject: .reject
        case .withdraw: .withdraw
        case .state: .state(grades, framework: framework, dates: dates)
        }
    }
}

extension Setup {
    /// `ratingwatch rule PUBLICATION …`: an operator's decision on what is in doubt, kept with who, when and why; what follows from it
    /// is told at once.
    package func rule(_ request: RuleRequest) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        _ = try await LogReconciliation(configuration).run(on: history)
        let recorder = Recorder(configuration, reports: try reports)
        let now = Date()
        let asked = request.publication
        let found = try await history.read("look up a publication") { try $0.publications(named: asked) }
        guard let first = found.first else {
            throw UnknownName("no publication \"\(asked)\" is known", isWrongUsage: true)
        }
        if !found.allSatisfy({ PublicationIdentity.isSameDocument($0.documentURL, first.documentURL) }) {
            let all = found.map { "\($0.feed): \($0.documentURL ?? $0.identity)" }.joined(separator: "\n")
            throw UnknownName(
                "\"\(asked)\" names several publications, give the address of one:\n\(all)", isWrongUsage: true)
        }
        let ruling = Ruling(decision: request.ruling, who: InvokingUser.name, why: request.why)
        let result = try await history.write("record a ruling") { history in
            do {
                return Result<[StoredAlert], RulingMistake>.success(
                    try recorder.rule(ruling, on: found, at: now, in: history))
            } catch let mistake as RulingMistake {
                return .failure(mistake)
            }
        }
        switch result {
        case .failure(let mistake): return Answer("", complaint: "\(asked): \(mistake)", isGood: false)
        case .success(let raised):
            let lines = raised.map { "\($0.sequence) \($0.line)\n" }.joined()
            return Answer(
                "recorded\(raised.isEmpty ? "; nothing is told of it" : "")\n" + lines,
                complaint: raised.isEmpty ? nil : await wakeDeliveries())
        }
    }
}
