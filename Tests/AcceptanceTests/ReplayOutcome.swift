/// A publication as the replaying publisher knows it.
struct ReplayOutcome: Decodable {
    /// `report`, `letter`, or that of an area SEND report.
    let kind: String
    let urn: String
    let file_id: Int
    let published: String

    /// The event that it must lead to.
    var event: String {
        "\(published) ofsted:\(urn) \(file_id) " + (kind == "letter" ? "report-published" : "inspection-published")
    }
}
