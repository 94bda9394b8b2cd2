import Foundation

/// What an alert's body says, for messages and answers that people read.
package struct AlertContent: Decodable {
    package struct Report: Decodable {
        let title: String
        let url: String
        let published: String?
    }

    package struct Named: Decodable {
        let id: String
        let name: String
    }

    package struct Inspection: Decodable {
        let framework: String?
        let start: String?
        let end: String?
    }

    package struct Judgement: Decodable {
        package let area: String
        package let from: String?
        package let to: String?
        /// `nil` where the report was not compared, being late.
        package let direction: String?
        /// The grade that was told, where another one stands now.
        package let was: String?
        package let printed: String?
        package let page: Int?
    }

    /// What an alert changes for another inspection.
    package struct Consequence: Decodable {
        package struct Comparison: Decodable {
            let from: String?
            let direction: String?
        }

        let inspection: Inspection
        package let area: String
        let told: Comparison
        let now: Comparison
        package let alert: String?
    }

    /// Of a portfolio: one that counts.
    package struct Member: Decodable {
        let name: String
        let grade: String
        let inspection: Inspection
    }

    package struct Facts: Decodable {
        let summary: String
        let direction: String?
        let provider: Named?
        let inspection: Inspection?
        let publication: Report?
        let judgements: [Judgement]?
        let providers: [Member]?
        let feed: String?
        package let late: Bool?
        package let follows: String?
        package let voids: [String]?
        package let because: String?
        package let movedTo: String?
        package let consequences: [Consequence]?
        let doubts: [String]?

        enum CodingKeys: String, CodingKey {
            case summary, direction, provider, inspection, publication, judgements, providers, feed, late, follows,
                voids
            case because, consequences, doubts
            case movedTo = "moved_to"
        }
    }

    /// `org.ratingwatch.rating-changed.v1`.
    let type: String
    let source: String
    let subject: String
    let time: String
    package let data: Facts

    package init(_ alert: AlertRecord) throws(ReceiverError) {
        do {
            self = try JSONDecoder().decode(AlertContent.self, from: Data(alert.body.utf8))
        } catch {
            throw ReceiverError(
                operation: "read", subject: "alert \(alert.sequence)", cause: "its body is not an alert's",
                hint: "this is a fault of ratingwatch", isRetryable: false)
        }
    }

    /// `rating-changed`.
    var kind: String {
        type.split(separator: ".").dropFirst(2).first.map(String.init) ?? type
    }

    /// None in an alert on a letter, a portfolio, a feed or a receiver.
    package var judgements: [Judgement] { data.judgements ?? [] }

    /// The address of the report; `nil` for operators' alerts.
    var url: String? { data.publication?.url }

    /// Under the sentence: what was inspected, when, and each judgement; one line each.
    var details: [String] {
        var lines: [String] = []
        if let publication = data.publication {
            lines.append(publication.title + (publication.published.map { ", published \($0)" } ?? ""))
        }
        if let inspection = data.inspection, let start = inspection.start {
            let end = inspection.end.map { $0 == start ? "" : " to \($0)" } ?? ""
            lines.append("Inspected \(start)\(end)" + (inspection.framework.map { " (\($0))" } ?? ""))
        }
        for judgement in judgements {
            let from = judgement.from.map { " from \(Self.words($0))" } ?? ""
            let to = judgement.to.map { " to \(Self.words($0))" } ?? ""
            let direction = judgement.direction.map(Self.words) ?? (judgement.to == nil ? "no grade" : "not compared,")
            let was = judgement.was.map { " (told: \(Self.words($0)))" } ?? ""
            lines.append("\(Self.words(judgement.area)): \(direction)\(from)\(to)\(was)")
        }
        for consequence in data.consequences ?? [] {
            let which = [consequence.inspection.framework, consequence.inspection.start].compactMap(\.self)
            lines.append(
                "So for \(which.joined(separator: " ")), \(Self.words(consequence.area)): "
                    + "\(Self.words(consequence.now)) (told: \(Self.words(consequence.told)))")
        }
        for member in data.providers ?? [] {
            let day = member.inspection.start.map { ", inspected \($0)" } ?? ""
            lines.append("\(member.name): \(Self.words(member.grade))\(day)")
        }
        return lines
    }

    /// `declined from good`.
    private static func words(_ comparison: Consequence.Comparison) -> String {
        (comparison.direction.map(words) ?? "not compared") + (comparison.from.map { " from \(words($0))" } ?? "")
    }

    /// `requires-improvement` as people write it.
    private static func words(_ id: String) -> String { id.replacing("-", with: " ") }
}
