import Inspections

/// Puts the rows of a long table together: those on one inspection of one provider are one.
struct LongInspections {
    private struct Key: Hashable {
        let provider: String?
        let number: String?
        let start: String?
        let framework: String?
    }

    private var found: [Key: TableInspection] = [:]
    private var order: [Key] = []
    private var changedKeys: Set<Key> = []

    /// Those with at least one changed row, in order of the table.
    var changed: [TableInspection] { order.filter(changedKeys.contains).compactMap { found[$0] } }

    /// In order of the table.
    var all: [TableInspection] { order.compactMap { found[$0] } }

    mutating func add(_ inspection: TableInspection, isChanged: Bool) {
        let key = Key(
            provider: inspection.providerID ?? inspection.providerName, number: inspection.number,
            start: inspection.dates.start?.iso, framework: inspection.framework)
        if isChanged { changedKeys.insert(key) }
        if found[key] == nil {
            order.append(key)
            found[key] = inspection
        } else {
            found[key]?.judgements += inspection.judgements
        }
    }
}
