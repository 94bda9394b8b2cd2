/// One page of a listing of providers.
package struct ProviderListing: Sendable, Hashable {
    /// In the page's order.
    package var providers: [ListedProvider]
    /// How many providers all pages list together, as the page itself says.
    package var total: Int?
    /// Absolute address of the next page; `nil` on the last.
    package var nextPage: String?

    package init(providers: [ListedProvider] = [], total: Int? = nil, nextPage: String? = nil) {
        self.providers = providers
        self.total = total
        self.nextPage = nextPage
    }
}
