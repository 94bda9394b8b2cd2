/// Whether a walk over a listing has seen all of it. Pure.
enum ListingVerdict: Hashable, Sendable {
    case whole
    /// Fewer rows than the listing itself counts.
    case short(rows: Int, total: Int)
    /// Fewer providers than the last whole walk saw, by more than closures explain.
    case shrunk(providers: Int, before: Int)

    /// `rows`: seen on all pages, repeated ones too: a row that moved to a later page while the walk was under way stands for
    /// another that moved up. `providers`: different ones with a report; `before`: those of the last whole walk, `nil` where
    /// there is none to compare with.
    init(rows: Int, total: Int?, providers: Int, before: Int?) {
        if let total, rows < total {
            self = .short(rows: rows, total: total)
        } else if let before,
            providers < before - ListingVerdict.closures(among: before) || (before > 0 && providers == 0)
        {
            self = .shrunk(providers: providers, before: before)
        } else {
            self = .whole
        }
    }

    /// How many of so many providers may close between two walks.
    private static func closures(among providers: Int) -> Int { max(2, providers / 50) }
}
