import Inspections

/// The inspections that a list's items state. Where two items state different grades of one inspection, nobody can tell which is
/// right, and both are left out.
struct StatedItems {
    private struct Key: Hashable {
        let provider: String?
        let start: CalendarDate?
        let number: String?
    }

    private var found: [TableInspection] = []
    private var places: [Key: Int] = [:]
    private var doubted: Set<Int> = []
    private(set) var contradictions: [String] = []

    /// In the order of the list, each once.
    var agreed: [TableInspection] { found.indices.filter { !doubted.contains($0) }.map { found[$0] } }

    mutating func add(_ inspection: TableInspection) {
        let key = Key(provider: inspection.idAtTheTime, start: inspection.dates.start, number: inspection.number)
        guard let place = places[key] else {
            places[key] = found.count
            found.append(inspection)
            return
        }
        if grades(of: found[place]) == grades(of: inspection) { return }
        doubted.insert(place)
        contradictions.append(
            "\(inspection.place) (\(inspection.title)): states something else than \(found[place].place) on the same inspection"
        )
    }

    private func grades(of inspection: TableInspection) -> [String: String] {
        Dictionary(inspection.judgements.map { ($0.area, $0.grade) }, uniquingKeysWith: { first, _ in first })
    }
}
