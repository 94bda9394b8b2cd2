package import Inspections

/// One row of a listing of providers.
package struct ListedProvider: Sendable, Hashable {
    /// What stays equal wherever the site moves: the path of the provider's page.
    package var path: String
    /// Absolute address of the provider's page.
    package var page: String
    package var name: String
    package var urn: String?
    package var category: String?
    package var region: String?
    package var rating: String?
    /// The day of the provider's latest report; `nil` where the row shows none.
    package var latest: CalendarDate?

    package init(
        path: String, page: String, name: String, urn: String? = nil, category: String? = nil, region: String? = nil,
        rating: String? = nil, latest: CalendarDate? = nil
    ) {
        self.path = path
        self.page = page
        self.name = name
        self.urn = urn
        self.category = category
        self.region = region
        self.rating = rating
        self.latest = latest
    }
}
