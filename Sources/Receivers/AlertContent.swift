import Foundation

/// What an alert's body says, for messages and answers that people read.
package struct AlertContent: Decodable {
    struct Report: Decodable {
        let title: String
        let url: String
        let published: String?
    }

    struct Named: Decodable {
        let id: String
        let name: String
    }

    struct Inspection: Decodable {
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
    }

    /// Of a portfolio: one that counts.
    struct Member: Decodable {
        let name: String
        let grade: String
        let inspection: Inspection
    }

    struct Facts: Decodable {
        let summary: String
        let direction: String?
        let provider: Named?
        let inspection: Inspection?
        let publication: Report?
        let judgements: [Judgement]?
        let providers: [Member]?
        let feed: String?
    }

    /// `org.ratingwatch.rating-changed.v1`.
    let type: String
    let source: String
    let subject: String
    let time: String
    let data: Facts

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
            let direction = judgement.direction.map(Self.words) ?? "not compared,"
            lines.append("\(Self.words(judgement.area)): \(direction)\(from)\(to)")
        }
        for member in data.providers ?? [] {
            let day = member.inspection.start.map { ", inspected \($0)" } ?? ""
            lines.append("\(member.name): \(Self.words(member.grade))\(day)")
        }
        return lines
    }

    /// `requires-improvement` as people write it.
    private static func words(_ id: String) -> String { id.replacing("-", with: " ") }
}
