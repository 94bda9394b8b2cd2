import Foundation

/// One event on a table's inspection, as the program's log tells it and as the oracle expects it.
struct TableEvent: Decodable, Hashable, CustomStringConvertible {
    struct Judgement: Decodable, Hashable {
        let area: String
        let from: String?
        let to: String?
        let direction: String?
        let was: String?
    }

    let kind: String
    /// Number of the provider.
    let provider: String
    let framework: String?
    /// First day of the inspection.
    let start: String?
    let direction: String?
    let late: Bool
    let judgements: Set<Judgement>

    /// `rating-changed SC1 2023-03-01 declined overall-effectiveness:good>inadequate`.
    var description: String {
        let areas = judgements.sorted { $0.area < $1.area }.map { judgement in
            let was = judgement.was.map { " (was \($0))" } ?? ""
            return "\(judgement.area):\(judgement.from ?? "-")>\(judgement.to ?? "-")\(was)"
        }
        return ([kind, provider, start ?? "-", direction ?? "-"] + (late ? ["late"] : []) + areas).joined(
            separator: " ")
    }
}

/// A line of the log with what an alert says of other alerts.
struct ToldEvent: Decodable {
    private struct Body: Decodable {
        struct Provider: Decodable { let id: String }
        struct Inspection: Decodable {
            let framework: String?
            let start: String?
        }

        let direction: String?
        let provider: Provider?
        let inspection: Inspection?
        let late: Bool?
        let judgements: [TableEvent.Judgement]?
        let follows: String?
        let voids: [String]?
        let moved_to: String?
    }

    private enum Keys: String, CodingKey { case id, type, data }

    let id: String
    let event: TableEvent
    let follows: String?
    let voids: [String]
    let movedTo: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        let body = try container.decode(Body.self, forKey: .data)
        id = try container.decode(String.self, forKey: .id)
        let type = try container.decode(String.self, forKey: .type)
        event = TableEvent(
            kind: type.replacing("org.ratingwatch.", with: "").replacing(".v1", with: ""),
            provider: body.provider?.id.split(separator: ":").last.map(String.init) ?? "",
            framework: body.inspection?.framework, start: body.inspection?.start, direction: body.direction,
            late: body.late ?? false, judgements: Set(body.judgements ?? []))
        follows = body.follows
        voids = body.voids ?? []
        movedTo = body.moved_to
    }
}
