/// What one poll of a table brought.
enum FetchedTable: Sendable {
    /// A 304, or the very table that was recorded last time.
    case unchanged(ListingAnswer)
    case read(TableDocument, ListingAnswer)
    /// `asked`: seconds that the publisher asks to wait; `isRefusal`: its server is overloaded and does not say for how long.
    case failed(reason: String, asked: Double? = nil, isRefusal: Bool = false)
    /// The publisher says that there will be no more.
    case gone(reason: String)
}
