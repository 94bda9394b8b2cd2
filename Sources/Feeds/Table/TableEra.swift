/// The columns of a table as its publisher named them for a while: by name in the data, by number under a header.
package struct TableEra<Column: Sendable & Hashable>: Sendable, Hashable {
    /// The provider's number, in as many columns as it takes; empty where only a name tells it.
    package var provider: [Column]
    package var name: Column?
    package var region: Column?
    /// Ids that the provider had before: those of its inspections' time.
    package var predecessors: [Column]
    package var inspections: [InspectionColumns<Column>]

    package init(
        provider: Column? = nil, name: Column? = nil, region: Column? = nil, predecessors: [Column] = [],
        inspections: [InspectionColumns<Column>]
    ) {
        self.provider = provider.map { [$0] } ?? []
        self.name = name
        self.region = region
        self.predecessors = predecessors
        self.inspections = inspections
    }

    /// What tells whom a row is on: the number, else the name.
    var who: [Column] { provider.isEmpty ? name.map { [$0] } ?? [] : provider }

    /// With the places of its columns, as far as they have one; nil where nothing could be read: without the provider, or without
    /// any inspection.
    func placed<Other>(_ place: (Column) -> Other?) -> TableEra<Other>? {
        let provider = provider.map(place)
        let name = name.flatMap(place)
        var placed = TableEra<Other>(
            name: name, region: region.flatMap(place), predecessors: predecessors.compactMap(place),
            inspections: inspections.compactMap { $0.placed(place) })
        placed.provider = provider.compactMap(\.self)
        let isKnown = placed.provider.count == provider.count && !placed.who.isEmpty
        return isKnown && !placed.inspections.isEmpty ? placed : nil
    }
}
