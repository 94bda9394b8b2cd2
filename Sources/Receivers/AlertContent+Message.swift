package import Inspections

extension AlertContent {
    /// Throws where the body is none that this program writes.
    package init(_ alert: AlertRecord) throws(ReceiverError) {
        do {
            try self.init(body: alert.body)
        } catch {
            throw ReceiverError(
                operation: "read", subject: "alert \(alert.sequence)", cause: error.description,
                hint: "this is a fault of ratingwatch")
        }
    }

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
