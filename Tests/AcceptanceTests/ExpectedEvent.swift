/// A line of the list of events that the real publications must lead to.
struct ExpectedEvent: Decodable {
    struct Judgement: Decodable {
        let area: String
        let grade: String?
        let from: String?
        let direction: String?
    }

    let urn: String
    let published: String
    let file_id: Int
    let kind: String
    let judgements: [Judgement]
}
