import Inspections
import Text

/// One item of a document: what its feed's expressions found there, white space collapsed.
struct ItemReading<Expression: Hashable & Sendable> {
    private let map: ItemMap<Expression>
    private let number: Int
    private let base: String?
    /// In which forms the list writes its dates.
    var dates: DateForms
    /// By expression; what several keys ask for is found once.
    private let found: [Expression: String]

    /// `row`: the values of the map's expressions, in their order; `number`: of the item, from 1.
    init(_ row: [String], map: ItemMap<Expression>, number: Int, base: String?) {
        self.map = map
        dates = map.dates
        self.number = number
        self.base = base
        found = Dictionary(zip(map.expressions, row.map(\.collapsed)), uniquingKeysWith: { first, _ in first })
    }

    /// A date that is none costs the item no more than its date: the document itself has one.
    func publication() throws(ItemFault) -> Publication {
        let (link, title) = try named()
        return Publication(
            id: link, url: link, title: title,
            published: text(map.date).flatMap(day).flatMap { FeedDate.parse($0.iso) },
            providerName: text(map.provider), providerURN: withoutPoint(map.providerID), type: text(map.type))
    }

    /// Nil for an item that says in the words of its feed that there is no grade.
    func inspection(_ grades: ItemGrades<Expression>) throws(ItemFault) -> TableInspection? {
        let (link, title) = try named()
        var judgements: [Judgement] = []
        for area in grades.areas {
            guard let printed = text(area.grade), !grades.missing.contains(printed.lowercased()) else { continue }
            guard let grade = grades.codes[printed.lowercased()] else {
                throw fault("\"\(printed)\" is not a grade in the feed's codes")
            }
            judgements.append(
                Judgement(
                    area: area.id, grade: grade, printed: printed, page: nil,
                    evidence: "\(area.id): \(printed) (item \(number))"))
        }
        if judgements.isEmpty { return nil }
        guard let id = withoutPoint(map.providerID) ?? text(map.provider) else { throw fault("names no provider") }
        guard let start = try date(map.date) else { throw fault("grades without a date") }
        return TableInspection(
            place: "item \(number)", link: link, providerID: withoutPoint(map.providerID),
            providerName: text(map.provider),
            region: text(map.region), predecessors: [], title: title ?? text(map.type) ?? "inspection",
            framework: grades.framework, number: withoutPoint(grades.number), idAtTheTime: id,
            dates: InspectionDates(start: start, end: nil), published: try date(grades.published),
            judgements: judgements, unsaid: [], isPartial: false, facts: [:])
    }

    /// Adds whom an item is on that cannot be read.
    func note(in unread: inout UnreadRows) {
        let (id, name) = (withoutPoint(map.providerID), text(map.provider))
        if id ?? name != nil {
            unread.add(id: id, name: name, numbers: [map.grades.flatMap { withoutPoint($0.number) }])
        } else {
            unread.add(words: Array(found.values), dates: dates)
        }
    }

    /// Whom the item is on, with the areas of the grades that were read of it.
    func graded(_ inspection: TableInspection?) -> GradedProvider {
        GradedProvider(
            id: withoutPoint(map.providerID), name: text(map.provider),
            areas: Set((inspection?.judgements ?? []).map(\.area)))
    }

    private func named() throws(ItemFault) -> (link: String?, title: String?) {
        if map.link != nil, text(map.link) == nil { throw fault("has no address") }
        let link = text(map.link)
        if map.title != nil, text(map.title) == nil { throw fault("has no title" + (link.map { ": \($0)" } ?? "")) }
        return (link.map { Address.resolve($0, against: base) }, text(map.title))
    }

    private func date(_ expression: Expression?) throws(ItemFault) -> CalendarDate? {
        guard let text = text(expression) else { return nil }
        guard let day = day(text) else { throw fault("\"\(text)\" is not a date") }
        return day
    }

    private func day(_ text: String) -> CalendarDate? {
        TableDate.day(text, forms: dates)
            ?? (TableDate.numbers(in: text) == nil ? FeedDate.parse(text).flatMap { CalendarDate(london: $0) } : nil)
    }

    /// The texts of the item's dates, as far as they are three numbers in an order that must be known.
    var datesInNumbers: [String] {
        [map.date, map.grades?.published].compactMap { text($0) }.filter { TableDate.numbers(in: $0) != nil }
    }

    /// A date that can be read only once the order of its numbers is known.
    var ambiguousDate: String? { datesInNumbers.first { TableDate($0, forms: dates) == .needsOrder } }

    /// A number or an id.
    private func withoutPoint(_ expression: Expression?) -> String? { text(expression).map(SheetNumber.withoutPoint) }

    private func text(_ expression: Expression?) -> String? { expression.flatMap { found[$0]?.nonEmpty } }

    private func fault(_ words: String) -> ItemFault {
        let name = text(map.title) ?? text(map.provider)
        return ItemFault(words: "item \(number)\(name.map { " (\($0))" } ?? ""): \(words)")
    }
}

/// Why one item is left out, and which: `item 7 (Oak House): has no address`.
struct ItemFault: Error {
    let words: String
}

/// The inspections that a list's items state. Where two items state different grades of one inspection, nobody can tell
/// which is right, and both are left out.
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

    /// Adds whom those are on that contradict each other.
    func note(in unread: inout UnreadRows) {
        for place in doubted {
            unread.add(id: found[place].providerID, name: found[place].providerName, numbers: [found[place].number])
        }
    }

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
            "\(inspection.place) (\(inspection.title)): contradicts \(found[place].place) on the same inspection"
        )
    }

    private func grades(of inspection: TableInspection) -> [String: String] {
        Dictionary(inspection.judgements.map { ($0.area, $0.grade) }, uniquingKeysWith: { first, _ in first })
    }
}
