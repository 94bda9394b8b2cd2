import Inspections
import Markup
import Text

/// One item of a page: what its feed's expressions found there, white space collapsed.
struct PageItem {
    private let map: PageMap
    private let number: Int
    private let base: String?
    /// By expression; what several keys ask for is found once.
    private let found: [XPath: String]

    /// All expressions that are evaluated at an item.
    static func expressions(of map: PageMap) -> [XPath] {
        [map.link, map.title]
            + [map.date, map.provider, map.providerID, map.type, map.grades?.published].compactMap(\.self)
            + (map.grades?.areas ?? []).map(\.grade)
    }

    /// `row`: the expressions' values, in their order; `number`: of the item, from 1.
    init(_ row: [String], map: PageMap, number: Int, base: String?) {
        self.map = map
        self.number = number
        self.base = base
        found = Dictionary(
            zip(PageItem.expressions(of: map), row.map(\.collapsed)), uniquingKeysWith: { first, _ in first })
    }

    /// A date that is none costs the item no more than its date: the document itself has one.
    func publication() throws(PageItemFault) -> Publication {
        let (link, title) = try named()
        return Publication(
            id: link, url: link, title: title,
            published: text(map.date).flatMap { PageItem.day($0) }.flatMap { FeedDate.parse($0.iso) },
            providerName: text(map.provider), providerURN: text(map.providerID), type: text(map.type))
    }

    /// Nil for an item that says in the words of its feed that there is no grade.
    func inspection(_ grades: PageGrades) throws(PageItemFault) -> TableInspection? {
        let (link, title) = try named()
        var judgements: [Judgement] = []
        for area in grades.areas {
            guard let printed = text(area.grade), !grades.missing.contains(printed.lowercased()) else { continue }
            guard let grade = grades.codes[printed.lowercased()] else {
                throw fault("\"\(printed)\" is no grade that the feed's codes know")
            }
            judgements.append(
                Judgement(
                    area: area.id, grade: grade, printed: printed, page: nil,
                    evidence: "\(area.id): \(printed) (item \(number))"))
        }
        if judgements.isEmpty { return nil }
        guard let id = text(map.providerID) ?? text(map.provider) else { throw fault("names no provider") }
        guard let start = try date(map.date) else { throw fault("grades without a date") }
        return TableInspection(
            place: "item \(number)", link: link, providerID: text(map.providerID), providerName: text(map.provider),
            region: nil, predecessors: [], title: title, framework: grades.framework, number: nil, idAtTheTime: id,
            dates: InspectionDates(start: start, end: nil), published: try date(grades.published),
            judgements: judgements, isPartial: false, facts: [:])
    }

    private func named() throws(PageItemFault) -> (link: String, title: String) {
        guard let link = text(map.link) else { throw fault("has no address") }
        guard let title = text(map.title) else { throw fault("has no title: \(link)") }
        return (Address.resolve(link, against: base), title)
    }

    private func date(_ expression: XPath?) throws(PageItemFault) -> CalendarDate? {
        guard let text = text(expression) else { return nil }
        guard let day = PageItem.day(text) else { throw fault("\"\(text)\" is no date") }
        return day
    }

    private static func day(_ text: String) -> CalendarDate? {
        TableDate.day(text) ?? FeedDate.parse(text).flatMap { CalendarDate(london: $0) }
    }

    private func text(_ expression: XPath?) -> String? { expression.flatMap { found[$0]?.nonEmpty } }

    private func fault(_ words: String) -> PageItemFault {
        PageItemFault(words: "item \(number)\(text(map.title).map { " (\($0))" } ?? ""): \(words)")
    }
}
