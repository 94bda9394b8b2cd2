import History
import Inspections
import Queries

/// Providers by name, with the grade of the chief area that stands.
struct ProvidersPage {
    let providers: [Provider]
    let rated: [ProviderID: RatedProvider]
    let page: Int
    let last: Int
    let total: Int
    /// What was looked for; `nil` in the whole list.
    let asked: String?

    static let length = 100
    /// Of a search; who finds more asks more closely.
    static let mostFound = 1000

    /// Pages that so many fill, at least one.
    static func pages(of count: Int) -> Int { max((count + length - 1) / length, 1) }

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let title =
            asked.map {
                words(
                    .findFound,
                    ["count": Words.count(total) + (total == ProvidersPage.mostFound ? "+" : ""), "text": $0])
            } ?? words[.allProviders]
        let list: Hypertext =
            providers.isEmpty
            ? "<p class=\"empty\">\(words[.findNothing])</p>"
            : frame.table(
                caption: words(.ofProviders, ["count": Words.count(total)]),
                header: [words[.provider], words[.region], words[.grade], words[.since]],
                rows: providers.map { row($0, frame) })
        let pager = frame.pager(page: page, of: last) { target in
            asked.map { .find($0, page: target) } ?? .providers(target)
        }
        return frame.document(
            title: title, "<div class=\"wrap\">\n<h1>\(title)</h1>\n\(list)\n\(pager)\n</div>")
    }

    private func row(_ provider: Provider, _ frame: Frame) -> [Hypertext] {
        let grade = rated[provider.id]?.chief(frame.names)
        return [
            frame.link(.provider(provider.id), Hypertext(of: provider.name)),
            Hypertext(of: provider.region ?? "–"),
            grade.map { grade in
                // One of several: not every framework has an overall one.
                let area = Names.capital(frame.names.area(grade.area, grade.framework))
                return "\(frame.grade(grade.grade, grade.framework)) <small>\(area)</small>"
            } ?? "–",
            grade.map { "<time datetime=\"\($0.day.iso)\">\(frame.words.month($0.day))</time>" } ?? "–",
        ]
    }
}

extension RatedProvider {
    /// The grade that stands for the whole; `nil` where none does.
    func chief(_ names: Names) -> StandingGrade? {
        let newest = grades.max { $0.day < $1.day }
        let chief = newest.flatMap { names.chief(of: $0.framework) }
        return grades.first { $0.area == chief?.id && $0.framework == newest?.framework } ?? newest
    }
}

/// Where the box for searching leads before anything was typed; a copy of the site as files has no other answer.
struct FindPage {
    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        return frame.document(
            title: words[.find],
            """
            <div class="wrap narrow">
            <h1>\(words[.find])</h1>
            <p>\(words[.findHint])</p>
            <p>\(words[.findStatic]) \(frame.link(.providers(1), Hypertext(of: words[.allProviders])))</p>
            </div>
            """)
    }
}

/// The lists that can be compared.
struct ComparePage {
    let regions: [String]
    let groups: [String]
    let shares: [GradeShares]

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        func links(_ names: [String], _ list: (String) -> SiteAddress.ComparedList) -> Hypertext {
            let items = names.map { name in
                "<li>\(frame.link(.comparison(list(name), framework: nil, page: 1), Hypertext(of: name)))</li>"
                    as Hypertext
            }
            return "<ul class=\"tiles\">\(items.joined())</ul>"
        }
        let places: Hypertext =
            regions.isEmpty ? "<p class=\"empty\">\(words[.noRegions])</p>" : links(regions) { .region($0) }
        let lists: Hypertext =
            groups.isEmpty ? "" : "<h2 class=\"section\">\(words[.groups])</h2>\n\(links(groups) { .group($0) })"
        let charts = shares.map { $0.chart(frame) }
        let standing: Hypertext =
            charts.isEmpty
            ? ""
            : "<h2 class=\"section\">\(words[.howTheyStand])</h2>\n<p class=\"note\">\(words[.howTheyStandNote])</p>\n<div class=\"charts\">\(charts.map { "<div>\($0)</div>" as Hypertext }.joined())</div>"
        return frame.document(
            title: words[.compare],
            """
            <div class="wrap">
            <h1>\(words[.compare])</h1>
            <p>\(words[.chooseList])</p>
            <h2 class="section">\(words[.regions])</h2>
            \(places)
            \(lists)
            \(standing)
            </div>
            """)
    }
}

/// A list of providers against the areas of one framework.
struct ComparisonPage {
    let list: SiteAddress.ComparedList
    let framework: Framework?
    /// Others that some of the list are graded under.
    let frameworks: [String]
    let providers: [RatedProvider]
    /// How many stood at which grade at the end of each year; `nil` where that is not shown.
    let through: GradesThroughTime?
    let page: Int
    let last: Int

    static let length = 60
    /// Providers under a framework whose past a page can be asked for.
    static let mostThroughYears = 1000

    private var name: String {
        switch list {
        case .region(let name), .group(let name): name
        }
    }

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let others = frameworks.map { id -> Hypertext in
            let isHere = id == framework?.id
            return
                "<li>\(frame.link(.comparison(list, framework: id, page: 1), Hypertext(of: Names.capital(frame.names.framework(id))), attributes: isHere ? " aria-current=\"true\"" : ""))</li>"
        }
        let choice: Hypertext = others.count > 1 ? "<ul class=\"chips\">\(others.joined())</ul>" : ""
        let body: Hypertext =
            framework.map { heat($0, frame) } ?? "<p class=\"empty\">\(words[.noStanding])</p>"
        let pager = frame.pager(page: page, of: last) { .comparison(list, framework: framework?.id, page: $0) }
        return frame.document(
            title: name,
            """
            <div class="wrap">
            <p class="kicker">\(frame.link(.compare, Hypertext(of: words[.compare])))</p>
            <h1>\(name)</h1>
            \(choice)
            \(body)
            \(pager)
            \(through.map { years($0, frame) } ?? "")
            </div>
            """)
    }

    private func years(_ through: GradesThroughTime, _ frame: Frame) -> Hypertext {
        let words = frame.words
        let byYear = Dictionary(grouping: through.shares, by: \.year)
        let rows = byYear.keys.sorted().map { year in
            [Hypertext(of: String(year))]
                + through.grades.map { grade in
                    byYear[year]?.first { $0.grade == grade }.map { "\($0.providers) (\($0.percent))" as Hypertext }
                        ?? "–"
                }
        }
        let area = Names.capital(through.area.name)
        let end = through.area.until.flatMap { $0 < frame.today ? words(.gradedUntil, ["day": words.day($0)]) : nil }
        return """
            <h2 class="section">\(words[.throughYears])</h2>
            <p class="note">\(words(.throughYearsNote, ["area": area])) \(end ?? "")</p>
            \(frame.table(caption: words[.throughYears], header: [words[.year]] + through.grades.map { Names.capital(frame.names.grade($0, through.framework.id)) }, rows: rows))
            """
    }

    private func heat(_ framework: Framework, _ frame: Frame) -> Hypertext {
        let words = frame.words
        let given = Set(providers.flatMap(\.grades).filter { $0.framework == framework.id }.map(\.area))
        let areas = framework.areas.filter { given.contains($0.id) }
        let head = areas.map { "<th scope=\"col\" role=\"columnheader\">\(Names.capital($0.name))</th>" as Hypertext }
        let rows = providers.map { rated -> Hypertext in
            let cells = areas.map { area -> Hypertext in
                let label = Names.capital(area.name)
                guard let grade = rated.grades.first(where: { $0.area == area.id && $0.framework == framework.id })
                else {
                    return "<td role=\"cell\" class=\"qn\" data-label=\"\(label)\"><span>–</span></td>"
                }
                let word = Names.capital(frame.names.grade(grade.grade, framework.id))
                return
                    "<td role=\"cell\" class=\"\(frame.paint(grade.grade, framework.id))\" data-label=\"\(label)\"><span>\(word)</span> <small>\(words.month(grade.day))</small></td>"
            }
            return
                "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">\(frame.link(.provider(rated.provider.id), Hypertext(of: rated.provider.name)))</th>\(cells.joined())</tr>\n"
        }
        return """
            <table role="table" class="heat">
            <caption>\(words(.councilsBy, ["framework": Names.capital(framework.name)]))</caption>
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">\(words[.provider])</th>\(head.joined())</tr></thead>
            <tbody role="rowgroup">
            \(rows.joined())</tbody>
            </table>
            """
    }
}
