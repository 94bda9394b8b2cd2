import Configuration
import Delivery
import Foundation
import History
package import Inspections
import Polling
package import Queries
import System

/// `ratingwatch rule`, as a user asks for it.
package struct RuleRequest: Sendable {
    package enum Decision: String, Sendable, CaseIterable {
        case accept, reject, withdraw, state
    }

    /// An address or an entry's id; `FEED: ADDRESS` or `FEED: ID` where only its feed tells it from others.
    package let publication: String
    package let decision: Decision
    /// Of `state` alone.
    package let grades: [(area: String, grade: String)]
    package let framework: String?
    package let dates: InspectionDates
    package let why: String

    package init(
        publication: String, decision: Decision, grades: [(area: String, grade: String)], framework: String?,
        dates: InspectionDates, why: String
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
    /// `ratingwatch rule PUBLICATION …`: an operator's decision on what is in doubt, kept with who, when and why; what
    /// follows from it is told at once.
    package func rule(_ request: RuleRequest) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        _ = try await LogReconciliation(configuration).run(on: history)
        let recorder = Recorder(configuration, reports: reports)
        let now = Date()
        let asked = request.publication
        let sources = SourceDirectory(configuration.feeds)
        let named = try await history.read("look up a publication") { try Named(asked, sources: sources, in: $0) }
        if named.found.isEmpty { throw UnknownName("no publication \"\(asked)\" is known", isWrongUsage: true) }
        let meant = try publications(meantBy: named, asked)
        let ruling = Ruling(decision: request.ruling, who: InvokingUser.name, why: request.why)
        let result = try await history.write("record a ruling") { history in
            do {
                return Result<[StoredAlert], RulingMistake>.success(
                    try recorder.rule(ruling, on: meant, at: now, in: history))
            } catch let mistake as RulingMistake {
                return .failure(mistake)
            }
        }
        switch result {
        case .failure(let mistake): throw UnknownName("\(asked): \(mistake)", isWrongUsage: true)
        case .success(let raised):
            let lines = raised.map { "\($0.sequence) \($0.line)\n" }.joined()
            return Answer(
                "recorded\(raised.isEmpty ? "; nothing is told of it" : "")\n" + lines,
                complaint: raised.isEmpty ? nil : await wakeDeliveries())
        }
    }

    /// All that has a name, and whose word the feeds are that list it.
    private struct Named: Sendable {
        let name: String
        let found: [StoredPublication]
        let voices: [String: Source.Voice]

        init(_ asked: String, sources: SourceDirectory, in history: HistoryTransaction) throws {
            var (name, found) = (asked, try history.publications(named: asked))
            if found.isEmpty, let mark = asked.range(of: ": ") {
                name = String(asked[mark.upperBound...])
                found = try history.publications(named: name).filter { $0.feed == asked[..<mark.lowerBound] }
            }
            self.name = name
            self.found = found
            voices = try Set(found.map(\.feed)).reduce(into: [:]) { voices, feed in
                voices[feed] = try history.source(of: feed, publisher: feed, among: sources).voice
            }
        }
    }

    /// All entries of one publisher for one document, or one row of a table. An address means the document that lies
    /// there; rows that link to it, or lie in one table, have ids of their own.
    private func publications(meantBy named: Named, _ asked: String) throws -> [StoredPublication] {
        let byID = named.found.filter { $0.identity == named.name }
        let documents = named.found.filter { $0.basis != .table }
        let meant = !byID.isEmpty ? byID : documents.isEmpty ? named.found : documents
        let first = meant[0]
        // A decision on what one publisher states is none on what another does, at the same address too.
        let isOne =
            meant.count == 1
            || meant.allSatisfy {
                $0.basis != .table && PublicationIdentity.isSameDocument($0.documentURL, first.documentURL)
                    && named.voices[$0.feed] == named.voices[first.feed]
            }
        if isOne { return meant }
        let shown = meant.prefix(Setup.mostNamed).map { publication in
            let address = publication.basis == .table ? nil : publication.documentURL
            return "\(publication.feed): \(address ?? publication.identity)"
                + (publication.title.map { " (\($0))" } ?? "")
        }
        let rest = meant.count - shown.count
        throw UnknownName(
            "\"\(asked)\" names several publications, give one of these, without its title:\n"
                + shown.joined(separator: "\n")
                + (rest > 0 ? "\nand \(rest) more; see `ratingwatch publications`" : ""),
            isWrongUsage: true)
    }

    /// Publications that a message names at most.
    private static let mostNamed = 20
}

/// Reads the words of `ratingwatch rule`.
package enum RuleWords {
    /// `overall-effectiveness=good`; `nil` for anything else.
    package static func pair(_ text: String) -> (area: String, grade: String)? {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// `2024-05-16`; `nil` for anything else.
    package static func day(_ text: String) -> CalendarDate? { CalendarDate(iso: text) }

    /// Of words that were checked.
    package static func request(
        _ publication: String, _ decision: RuleRequest.Decision, grades: [String], framework: String?, start: String?,
        end: String?, why: String
    ) -> RuleRequest {
        RuleRequest(
            publication: publication, decision: decision, grades: grades.compactMap(pair), framework: framework,
            dates: InspectionDates(start: start.flatMap(day), end: end.flatMap(day)), why: why)
    }
}
