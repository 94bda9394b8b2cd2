/// What a registry knows of a provider beside its name, its kind and its region.
package struct ProviderFacts: Hashable, Sendable {
    /// Who numbers it -> its number: `ons` -> `E06000049`, `urn` -> `80447`.
    package var codes: [String: String]
    /// Other names that it has, or has had.
    package var names: [String]
    /// The day from which it is no more.
    package var ended: CalendarDate?
    /// Those that took its place.
    package var successors: [ProviderID]

    package init(
        codes: [String: String] = [:], names: [String] = [], ended: CalendarDate? = nil, successors: [ProviderID] = []
    ) {
        self.codes = codes
        self.names = names
        self.ended = ended
        self.successors = successors
    }
}
