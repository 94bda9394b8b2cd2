import History
import Inspections

/// Numbers of the whole record that the front page begins with.
struct CoverageStrip: Sendable {
    let providers: Int
    let grades: Int
    let sources: Int
    /// The London day on which a source was last read.
    let looked: CalendarDate?
}

/// How many providers have each grade in the chief area of one framework.
struct GradeShares: Sendable {
    let framework: String
    let area: String
    /// The best first.
    let grades: [(grade: String, providers: Int)]

    var total: Int { grades.reduce(0) { $0 + $1.providers } }
}

/// The page that the site begins with.
struct FrontPage {
    let strip: CoverageStrip
    let shares: [GradeShares]
    let stories: [Story]
    let facets: NewsFacets

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let lead =
            stories.first { $0.alert.kind == AlertKind.ratingChanged.rawValue && $0.takenBack == nil } ?? stories.first
        let others = stories.filter { $0.alert.sequence != lead?.alert.sequence }.prefix(20)
        let list: Hypertext =
            stories.isEmpty
            ? "<p class=\"empty\">\(words[.noNews])</p>"
            : others.map { frame.item($0, level: 3) }.joined("\n")
        let leading: Hypertext = lead.map { frame.item($0, level: 2, isLead: true) } ?? ""
        return frame.document(
            title: frame.settings.title, feed: .news(NewsFilter(), .atom),
            """
            <div class="wrap">
            <h1 class="hidden">\(words[.latest])</h1>
            \(stripe(frame))
            <div class="columns">
            <div>
            \(leading)
            <h2 class="section">\(words[.latest])</h2>
            \(list)
            <p class="more">\(frame.link(.news(NewsFilter(), .html), Hypertext(of: words[.allNews])))</p>
            </div>
            <aside aria-label="\(words[.filter])">
            <h2 class="section">\(words[.filter])</h2>
            \(facets.html(frame, current: nil))
            \(shares.isEmpty ? "" : standing(frame))
            </aside>
            </div>
            </div>
            """)
    }

    private func stripe(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let numbers: [(Word, String)] = [
            (.stripProviders, Words.count(strip.providers)), (.stripGrades, Words.count(strip.grades)),
            (.stripSources, Words.count(strip.sources)),
            (.stripLooked, strip.looked.map(words.day) ?? words[.never]),
        ]
        let items = numbers.map { "<div><dt>\(words[$0])</dt><dd>\($1)</dd></div>" as Hypertext }
        return "<dl class=\"strip\">\(items.joined())</dl>"
    }

    private func standing(_ frame: Frame) -> Hypertext {
        let charts = shares.prefix(4).map { $0.chart(frame) }
        return """
            <h2 class="section">\(frame.words[.howTheyStand])</h2>
            <p class="note">\(frame.words[.howTheyStandNote])</p>
            \(charts.joined())
            """
    }
}

extension GradeShares {
    /// A bar for each grade, with its words and its number.
    func chart(_ frame: Frame) -> Hypertext {
        let most = max(grades.map(\.providers).max() ?? 1, 1)
        let bars = grades.map { grade, providers -> Hypertext in
            let name = Names.capital(frame.names.grade(grade, framework))
            let width = Swift.max(providers * 100 / most, 1)
            return """
                <li><span class="label">\(name)</span><svg class="bar" aria-hidden="true" focusable="false"><rect width="\(width)%" height="100%" class="\(frame.paint(grade, framework))"/></svg><span class="value">\(Words.count(providers))</span></li>
                """
        }
        let title = Names.capital(frame.names.framework(framework))
        return "<h3 class=\"chart\">\(title)</h3>\n<ul class=\"chart\">\(bars.joined("\n"))</ul>\n"
    }
}

/// What a list of alerts can be narrowed to without a form.
struct NewsFacets: Sendable {
    let regions: [String]

    /// The ways that readers ask for.
    static let directions = [AlertDirection.declined, .improved, .mixed].map(\.rawValue)

    /// Every list that there is.
    var filters: [NewsFilter] {
        ([nil] + regions).flatMap { region in
            [NewsFilter(region: region)] + NewsFacets.directions.map { NewsFilter(region: region, direction: $0) }
        }
    }

    func html(_ frame: Frame, current: NewsFilter?) -> Hypertext {
        let words = frame.words
        func chip(_ filter: NewsFilter, _ label: String) -> Hypertext {
            let isHere = filter == current
            return
                "<li>\(frame.link(.news(filter, .html), Hypertext(of: label), attributes: isHere ? " aria-current=\"true\"" : ""))</li>"
        }
        let region = current?.region
        let first: Hypertext =
            ([chip(NewsFilter(region: region), words[.anyDirection])]
            + NewsFacets.directions.map { chip(NewsFilter(region: region, direction: $0), words.direction($0)) })
            .joined()
        let second: Hypertext = regions.map { chip(NewsFilter(region: $0, direction: current?.direction), $0) }.joined()
        let places: Hypertext =
            regions.isEmpty
            ? ""
            : "<ul class=\"chips\">\(chip(NewsFilter(direction: current?.direction), words[.everywhere]))\(second)</ul>"
        return "<ul class=\"chips\">\(first)</ul>\n\(places)"
    }
}

/// A list of alerts, the newest first.
struct NewsPage {
    /// What its heading says.
    let title: String
    let stories: [Story]
    /// `nil` in the archive, which cannot be narrowed.
    let filter: NewsFilter?
    let facets: NewsFacets?
    let older: SiteAddress?
    let newer: SiteAddress?

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let list: Hypertext =
            stories.isEmpty
            ? "<p class=\"empty\">\(words[filter == NewsFilter() ? .noNews : .noSuchNews])</p>"
            : stories.map { frame.item($0, level: 2) }.joined("\n")
        let forms: Hypertext =
            filter.map { filter in
                let links: [Hypertext] = [
                    (.atom, words[.atom]), (.json, "JSON Feed"), (.csv, words[.csv]), (.ics, words[.calendar]),
                ].map { (form: ListForm, name: String) in frame.link(.news(filter, form), Hypertext(of: name)) }
                return "<p class=\"forms\">\(words[.follow]): \(links.joined(" · "))</p>"
            } ?? ""
        let ways: [Hypertext] = [
            newer.map { frame.link($0, Hypertext(of: words[.newest])) },
            older.map { frame.link($0, Hypertext(of: words[.older])) },
        ].compactMap(\.self)
        let pager: Hypertext =
            ways.isEmpty ? "" : "<nav class=\"pager\" aria-label=\"\(words[.archive])\">\(ways.joined(" "))</nav>"
        return frame.document(
            title: title, feed: filter.map { .news($0, .atom) },
            """
            <div class="wrap narrow">
            <h1>\(title)</h1>
            \(filter.flatMap { filter in facets?.html(frame, current: filter) } ?? "")
            \(forms)
            \(list)
            \(pager)
            </div>
            """)
    }
}
