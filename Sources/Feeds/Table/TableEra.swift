/// The columns of a table as its publisher named them for a while: by name in the data, by number under a header.
package struct TableEra<Column: Sendable & Hashable>: Sendable, Hashable {
    /// The provider's number; nil where only a name tells it.
    package var provider: Column?
    package var name: Column?
    package var region: Column?
    /// Ids that the provider had before: those of its inspections' time.
    package var predecessors: [Column]
    package var inspections: [InspectionColumns<Column>]

    package init(
        provider: Column? = nil, name: Column? = nil, region: Column? = nil, predecessors: [Column] = [],
        inspections: [InspectionColumns<Column>]
    ) {
        self.provider = provider
        self.name = name
        self.region = region
        self.predecessors = predecessors
        self.inspections = inspections
    }

    func map<Other>(_ place: (Column) -> Other) -> TableEra<Other> {
        TableEra<Other>(
            provider: provider.map(place), name: name.map(place), region: region.map(place),
            predecessors: predecessors.map(place), inspections: inspections.map { $0.map(place) })
    }
}
