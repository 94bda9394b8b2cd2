/// A change of a school's between two releases of the monthly table, as the replaying publisher knows it.
struct SchoolChange: Decodable {
    struct Judgement: Decodable {
        let area: String
        let to: String?
        let direction: String
        let date_of_grade: String?
    }

    let change: String
    let urn: Int
    let framework: String?
    let inspection_start: String?
    let rating_change: Bool?
    let outcome: String?
    let judgements: [Judgement]?

    /// In the form in which alerts are held against it; `nil` for what no reader need hear of: openings, closures, new
    /// names and new numbers.
    var event: SchoolEvent? {
        switch change {
        case "ungraded-inspection":
            return SchoolEvent(urn: "\(urn)", kind: "report-published", start: nil, judgements: [], outcome: outcome)
        case "inspection", "area-regraded":
            let judgements = judgements ?? []
            let start = change == "inspection" ? inspection_start : judgements.compactMap(\.date_of_grade).max()
            return SchoolEvent(
                urn: "\(urn)", kind: rating_change == true ? "rating-changed" : "inspection-published", start: start,
                judgements: judgements.filter { $0.to != nil }.map { "\($0.area): \($0.to ?? "") \($0.direction)" }
                    .sorted(), outcome: nil)
        default: return nil
        }
    }
}
