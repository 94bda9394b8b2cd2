/// A page of a listing of the API: of all locations, or of those that have changed.
struct CqcPage: Decodable {
    let total: Int?
    let page: Int?
    let totalPages: Int?
    let locations: [Location]?
    /// Ids.
    let changes: [String]?

    struct Location: Decodable {
        let locationId: String
        let locationName: String?
    }
}
