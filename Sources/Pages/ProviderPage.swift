import Foundation
import History
import Inspections
import Queries

/// Everything known of one provider.
struct ProviderPage {
    let provider: Provider
    let facts: ProviderFacts
    let standing: [StandingGrade]
    let timeline: Timeline
    /// By row of the publication: since when it is gone.
    let withdrawn: [Int64: CalendarDate]
    let stories: [Story]
    let similar: SimilarProviders?
    let neighbours: [Provider]
    let checked: Date?
    let next: ExpectedNext?

    /// A page stays short: what is older is in the files.
    private static let mostInspections = 16

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let place = [
            provider.region, provider.kind == Provider.unknownKind ? nil : provider.kind.replacing("-", with: " "),
        ]
        .compactMap(\.self).joined(separator: " · ")
        let looked = checked.map(words.day) ?? words[.never]
        return frame.document(
            title: provider.name, feed: .providerFile(provider.id, .news),
            """
            <div class="wrap">
            <p class="kicker">\(Names.capital(place))</p>
            <h1>\(provider.name)</h1>
            <p class="asof">\(words(.asOf, ["day": words.day(frame.today)])) \(words(.lookedAt, ["day": looked]))</p>
            <div class="columns">
            <div>
            <h2 class="section">\(words[.standing])</h2>
            \(standingGrades(frame))
            \(drawing(frame))
            <h2 class="section">\(words[.inspections])</h2>
            \(inspections(frame))
            \(letters(frame))
            </div>
            <aside aria-label="\(words[.follow])">
            \(files(frame))
            \(alerts(frame))
            \(facts(frame))
            \(others(frame))
            </aside>
            </div>
            </div>
            """)
    }

    private func standingGrades(_ frame: Frame) -> Hypertext {
        let words = frame.words
        if standing.isEmpty { return "<p class=\"empty\">\(words[.noStanding])</p>" }
        // As the newest framework reports them.
        let places = standing.map { grade -> [Int] in
            let areas = frame.names.frameworks[grade.framework]?.areas ?? []
            return [-grade.day.place, areas.firstIndex { $0.id == grade.area } ?? areas.count]
        }
        let ordered = zip(places, standing).sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
        let items = ordered.map { grade -> Hypertext in
            let since = frame.link(
                outside: grade.url, "\(words[.since]) \(frame.words.month(grade.day))")
            return """
                <li><span class="area">\(Names.capital(frame.names.area(grade.area, grade.framework)))</span> \(frame.grade(grade.grade, grade.framework)) <span class="since">\(since)</span></li>
                """
        }
        let expected: Hypertext = next.map { "\n<p class=\"note\">\(frame.expectation($0))</p>" } ?? ""
        return "<ul class=\"standing\">\(items.joined("\n"))</ul>\(expected)"
    }

    private func drawing(_ frame: Frame) -> Hypertext {
        let drawn = DrawnTimeline(
            timeline.entries.map(\.graded), letters: timeline.letters, frameworks: frame.names.frameworks,
            today: frame.today)
        if drawn.blocks.isEmpty, drawn.letters.isEmpty { return "" }
        return """
            <h2 class="section">\(frame.words[.timeline])</h2>
            <p class="note">\(frame.words[.timelineNote])</p>
            \(TimelineStrip(drawn: drawn).html(frame))
            """
    }

    private func inspections(_ frame: Frame) -> Hypertext {
        let words = frame.words
        if timeline.entries.isEmpty { return "<p class=\"empty\">\(words[.noStanding])</p>" }
        let shown = timeline.entries.reversed().prefix(ProviderPage.mostInspections)
        var out = shown.map { inspection($0, frame) }.joined("\n")
        if timeline.entries.count > shown.count {
            out +=
                "\n<p class=\"more\">\(frame.link(.providerFile(provider.id, .judgements), Hypertext(of: words(.moreInFile, ["count": String(timeline.entries.count - shown.count)]))))</p>"
        }
        return out
    }

    private func inspection(_ entry: Timeline.Entry, _ frame: Frame) -> Hypertext {
        let (words, graded) = (frame.words, entry.graded)
        let days = words.days(graded.dates) ?? words.day(graded.placed)
        let rows = graded.judgements.map { judgement -> [Hypertext] in
            let change = entry.change.judgements.first { $0.area == judgement.area }
            let from: Hypertext =
                change?.from.map { " <small>\(words[.from]) \(frame.names.grade($0, entry.graded.framework))</small>" }
                ?? ""
            return [
                Hypertext(of: Names.capital(frame.names.area(judgement.area, graded.framework))),
                frame.grade(judgement.grade, graded.framework),
                (change?.direction.map { frame.sign($0.rawValue) } ?? "–") + from,
                frame.quotation(
                    judgement.evidence, page: judgement.page, url: graded.url, basis: graded.basis.rawValue),
            ]
        }
        let gone: Hypertext =
            entry.inspection.withdrawn(among: withdrawn).map {
                "<p class=\"banner\" role=\"note\">\(words(.withdrawn, ["day": words.day($0)]))</p>"
            } ?? ""
        let published: Hypertext = graded.published.map { "\(words[.published]) \(frame.time($0)) · " } ?? ""
        return """
            <section class="inspection">
            <h3>\(days)</h3>
            <p class="note">\(Names.capital(frame.names.framework(graded.framework))) · \(published)\(frame.link(outside: graded.url, Hypertext(of: words.basis(graded.basis.rawValue))))</p>
            \(gone)
            \(frame.table(caption: days, header: [words[.area], words[.grade], words[.direction], words[.printed]], rows: rows, style: "judged"))
            </section>
            """
    }

    private func letters(_ frame: Frame) -> Hypertext {
        let letters = timeline.letters.reversed().prefix(20)
        if letters.isEmpty { return "" }
        let items = letters.map { letter -> Hypertext in
            let best = letter.best
            let day: Hypertext = letter.day.map(frame.time) ?? ""
            let facts = (best.facts ?? [:]).sorted { $0.key < $1.key }.map {
                "<br><small>\(Names.fact($0.key)): \(Frame.shortened($0.value))</small>"
                    as Hypertext
            }
            return
                "<li>\(day) \(frame.link(outside: best.url, Hypertext(of: best.title.isEmpty ? best.url : best.title)))\(facts.joined())</li>"
        }
        return "<h2 class=\"section\">\(frame.words[.letters])</h2>\n<ul class=\"letters\">\(items.joined("\n"))</ul>"
    }

    private func files(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let files: [(SiteAddress.ProviderFile, String)] = [
            (.news, words[.atom]), (.calendar, words[.calendar]), (.judgements, words[.csv]), (.history, words[.json]),
            (.timeline, words[.timelineFile]), (.badge, words[.badge]),
        ]
        let items = files.map { file, name -> Hypertext in
            "<li>\(frame.link(.providerFile(provider.id, file), Hypertext(of: name)))</li>"
        }
        return "<h2 class=\"section\">\(words[.follow])</h2>\n<ul class=\"plain\">\(items.joined())</ul>"
    }

    private func alerts(_ frame: Frame) -> Hypertext {
        if stories.isEmpty { return "" }
        let items = stories.map { story -> Hypertext in
            let day: Hypertext = story.day.map(frame.time) ?? ""
            return
                "<li>\(frame.sign(story)) \(frame.link(.alert(story.alert.id), Hypertext(of: frame.headline(story)))) <small>\(day)</small></li>"
        }
        return
            "<h2 class=\"section\">\(frame.words[.alerts])</h2>\n<ul class=\"plain alerts\">\(items.joined("\n"))</ul>"
    }

    private func facts(_ frame: Frame) -> Hypertext {
        let codes = facts.codes.sorted { $0.key < $1.key }.map { ($0.key.uppercased(), $0.value) }
        let known: [(String, String)] = [(frame.words[.id], provider.id.text)] + codes
        let items = known.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" as Hypertext }
        return "<dl class=\"facts\">\(items.joined())</dl>"
    }

    /// Councils of like circumstances, else those beside it in the list.
    private func others(_ frame: Frame) -> Hypertext {
        let words = frame.words
        func list(_ providers: [Provider]) -> Hypertext {
            let items = providers.map {
                "<li>\(frame.link(.provider($0.id), Hypertext(of: $0.name)))</li>" as Hypertext
            }
            return "<ul class=\"plain\">\(items.joined())</ul>"
        }
        func compare(_ list: SiteAddress.ComparedList, _ name: String) -> Hypertext {
            let target = SiteAddress.comparison(list, framework: standing.first?.framework, page: 1)
            return "<p class=\"more\">\(frame.link(target, Hypertext(of: "\(words[.compare]): \(name)")))</p>"
        }
        let region: Hypertext = provider.region.map { compare(.region($0), $0) } ?? ""
        if let similar {
            return """
                <h2 class="section">\(words[.similar])</h2>
                \(list(similar.members))
                \(compare(.group(similar.group), similar.group))
                \(region)
                """
        }
        if neighbours.isEmpty { return "" }
        return "<h2 class=\"section\">\(words[.neighbours])</h2>\n\(list(neighbours))\n\(region)"
    }
}

/// Providers that a council is best held against.
struct SimilarProviders {
    /// The name of the group of all of them together with the council.
    let group: String
    let members: [Provider]
}

extension Frame {
    var firstDayOfYear: CalendarDate { CalendarDate(year: today.year, month: 1, day: 1) ?? today }

    /// When another inspection may come, and why: never as a promise.
    func expectation(_ next: ExpectedNext) -> String {
        words(
            .expected,
            [
                "grade": names.grade(next.grade, next.framework.id), "area": next.area.name,
                "first": String(next.tenth),
                "last": String(next.ninetieth), "median": String(next.median),
                "count": String(next.count), "year": String(today.year),
                "from": next.band.map { words.month($0.first) } ?? "–",
                "to": next.band.map { words.month($0.last) } ?? "–",
            ])
    }
}
