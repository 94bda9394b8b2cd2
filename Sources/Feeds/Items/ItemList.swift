import Inspections

/// What a list of items states, once all of it was read.
///
/// The rule for a list with faults: an item without address or title, or that states a grade or a date that is none, is
/// left out and named. Where no item is found at all, or half of them are at fault, it is the expressions that fit no
/// more, and the whole list is refused: it is never taken for one without news. Items wait from the first whose date
/// may be two days until a day of the list proves the order of its dates; where none does, the list is refused.
struct ItemList<Expression: Hashable & Sendable> {
    private let map: ItemMap<Expression>
    private var document: FeedDocument
    private var stated = StatedItems()
    private(set) var count = 0
    private var dates: DateForms
    private var waiting: [ItemReading<Expression>] = []
    private var evidence = DateEvidence()

    init(map: ItemMap<Expression>, format: String) {
        self.map = map
        dates = map.dates
        document = FeedDocument(format: format)
    }

    /// `row`: the values of the map's expressions at one item; `base`: the address that its links are relative to.
    mutating func add(_ row: [String], base: String?) {
        count += 1
        var item = ItemReading(row, map: map, number: count, base: base)
        item.dates = dates
        if waiting.isEmpty, item.ambiguousDate == nil {
            read(item)
            return
        }
        waiting.append(item)
        for date in item.datesInNumbers { evidence.add(date) }
        if evidence.isEnough, let order = evidence.order { readWaiting(by: order) }
    }

    private mutating func readWaiting(by order: DateForms.Order) {
        dates.order = order
        for var item in waiting {
            item.dates = dates
            read(item)
        }
        waiting = []
    }

    private mutating func read(_ item: ItemReading<Expression>) {
        do throws(ItemFault) {
            guard let grades = map.grades else {
                document.publications.append(try item.publication())
                return
            }
            let inspection = try item.inspection(grades)
            if let inspection { stated.add(inspection) }
            document.graded.append(item.graded(inspection))
        } catch {
            document.complaints.append(error.words)
            item.note(in: &document.unread)
        }
    }

    /// The document; refused as a whole where it is the expressions that are wrong. `base`: its address.
    func finished(base: String?) throws(FeedError) -> FeedDocument {
        if let ambiguous = waiting.first?.ambiguousDate {
            guard let order = evidence.order else {
                throw FeedError(subject: base, cause: .ambiguousDate(ambiguous))
            }
            var list = self
            list.readWaiting(by: order)
            return try list.finished(base: base)
        }
        var document = document
        document.inspections = stated.agreed
        document.complaints += stated.contradictions
        stated.note(in: &document.unread)
        if let first = document.complaints.first, document.complaints.count * 2 >= count {
            throw FeedError(
                subject: base, cause: .itemsAtFault(document.complaints.count, of: count, first: first))
        }
        if map.grades != nil, document.inspections.isEmpty {
            throw FeedError(subject: base, cause: .noGrades(items: count))
        }
        if count > 0, map.date != nil, map.grades == nil, document.publications.allSatisfy({ $0.published == nil }) {
            throw FeedError(subject: base, cause: .unfamiliarPage(lacks: "a date in any item"))
        }
        return document
    }
}
