import Foundation

/// Why an alert's body could not be read: a fault of ratingwatch, for it writes them itself.
package struct UnreadableAlert: Error, Hashable, Sendable, CustomStringConvertible {
    package let cause: String

    package var description: String { "this is not the body of an alert: \(cause)" }
}

/// What an alert's body says, member by member.
package struct AlertContent: Decodable, Sendable {
    package struct Report: Decodable, Sendable {
        package let title: String
        package let url: String
        package let published: String?
        package let sha256: String?
    }

    package struct Named: Decodable, Sendable {
        package let id: String
        package let name: String
        package let kind: String?
        package let region: String?
    }

    package struct Inspection: Decodable, Sendable {
        package let framework: String?
        package let start: String?
        package let end: String?

        package var dates: InspectionDates {
            InspectionDates(
                start: start.flatMap(CalendarDate.init(dayOrMonth:)), end: end.flatMap(CalendarDate.init(dayOrMonth:)))
        }
    }

    package struct Previous: Decodable, Sendable {
        package let start: String?
        package let url: String?

        enum CodingKeys: String, CodingKey {
            case start = "inspection_start"
            case url
        }
    }

    package struct Judgement: Decodable, Sendable {
        package let area: String
        package let from: String?
        package let to: String?
        /// `nil` where the report was not compared, being late.
        package let direction: String?
        /// The grade that was told, where another one stands now.
        package let was: String?
        package let printed: String?
        package let page: Int?
        /// The printed words around it.
        package let evidence: String?
        /// The inspection that `from` was taken from.
        package let previous: Previous?
    }

    /// What an alert changes for another inspection.
    package struct Consequence: Decodable, Sendable {
        package struct Comparison: Decodable, Sendable {
            package let from: String?
            package let direction: String?
        }

        package let inspection: Inspection
        package let area: String
        package let told: Comparison
        package let now: Comparison
        package let alert: String?
    }

    /// Of a portfolio: the rule that holds.
    package struct Rule: Decodable, Sendable {
        package let name: String
        package let area: String
        package let below: String
    }

    /// Of a portfolio: one that counts.
    package struct Member: Decodable, Sendable {
        package let id: String?
        package let name: String
        package let grade: String
        package let inspection: Inspection
        package let url: String?
    }

    package struct Facts: Decodable, Sendable {
        package let summary: String
        package let direction: String?
        package let provider: Named?
        package let inspection: Inspection?
        package let publication: Report?
        package let judgements: [Judgement]?
        package let portfolio: Rule?
        package let providers: [Member]?
        package let facts: [String: String]?
        package let basis: String?
        package let feed: String?
        package let late: Bool?
        package let follows: String?
        package let voids: [String]?
        package let because: String?
        package let movedTo: String?
        package let consequences: [Consequence]?
        package let doubts: [String]?

        enum CodingKeys: String, CodingKey {
            case summary, direction, provider, inspection, publication, judgements, portfolio, providers, facts, basis
            case feed, late, follows, voids, because, consequences, doubts
            case movedTo = "moved_to"
        }
    }

    package let id: String
    /// `org.ratingwatch.rating-changed.v1`.
    package let type: String
    /// `/ratingwatch/<instance>`.
    package let source: String
    package let subject: String
    /// An instant in ISO 8601.
    package let time: String
    package let data: Facts

    /// `body`: an alert's own, as it is recorded.
    package init(body: String) throws(UnreadableAlert) {
        do {
            self = try JSONDecoder().decode(AlertContent.self, from: Data(body.utf8))
        } catch {
            throw UnreadableAlert(cause: "\(error)")
        }
    }

    /// `rating-changed`.
    package var kind: String {
        type.split(separator: ".").dropFirst(2).first.map(String.init) ?? type
    }

    /// None in an alert on a letter, a portfolio, a feed or a receiver.
    package var judgements: [Judgement] { data.judgements ?? [] }
}
