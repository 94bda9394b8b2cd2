import Foundation

/// A line of a jsonl log, as a reader of it would decode it.
struct SeenAlert: Decodable {
    struct Judgement: Decodable, Hashable {
        let area: String
        let from: String?
        let to: String?
        let direction: String?
    }

    struct Publication: Decodable {
        let url: String
        let published: String?
    }

    struct Inspection: Decodable {
        let framework: String?
        let start: String?
    }

    struct Provider: Decodable {
        let id: String
    }

    struct Body: Decodable {
        let direction: String?
        let summary: String
        let provider: Provider?
        let inspection: Inspection?
        let publication: Publication?
        let judgements: [Judgement]?
        let facts: [String: String]?
        let late: Bool?
    }

    let id: String
    let type: String
    let sequence: String
    let data: Body

    /// `rating-changed`.
    var kind: String { type.replacing("org.ratingwatch.", with: "").replacing(".v1", with: "") }

    static func read(_ lines: [String]) throws -> [SeenAlert] {
        try lines.map { try JSONDecoder().decode(SeenAlert.self, from: Data($0.utf8)) }
    }
}
