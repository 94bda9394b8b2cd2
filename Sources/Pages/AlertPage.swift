import Foundation
import History
import Inspections

/// What one alert told, why it is to be believed, and what has become of it.
struct AlertPage {
    let story: Story
    /// Later alerts on the same provider.
    let later: [Story]
    /// What was ever stated of its inspection, oldest first.
    let versions: [Inspections.Statement]
    /// Of its line in each log with a hash chain.
    let hashes: [String]

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let title = frame.headline(story)
        let who: Hypertext =
            story.provider.map { frame.link(.provider(ProviderID($0.id)), Hypertext(of: $0.name)) } ?? ""
        let day: Hypertext = story.day.map { " \(frame.time($0))" } ?? ""
        return frame.document(
            title: title,
            """
            <div class="wrap narrow">
            <article class="alert">
            <p class="kicker">\(frame.sign(story)) \(who)\(day)</p>
            <h1>\(title)</h1>
            \(banner(frame))
            \(judgements(frame))
            \(members(frame))
            \(letter(frame))
            <h2>\(words[.proof])</h2>
            \(facts(frame))
            \(relations(frame))
            \(history(frame))
            </article>
            </div>
            """)
    }

    /// Alerts that say that this one no longer holds.
    private var voiding: [Story] { later.filter { $0.voids.contains(story.alert.id) } }

    private func banner(_ frame: Frame) -> Hypertext {
        if let other = voiding.first {
            let link = frame.link(.alert(other.alert.id), Hypertext(of: frame.headline(other)))
            return "<p class=\"banner\" role=\"note\"><strong>\(frame.words[.voided])</strong> \(link)</p>"
        }
        return story.isLate ? "<p class=\"banner\" role=\"note\">\(frame.words[.late])</p>" : ""
    }

    private func judgements(_ frame: Frame) -> Hypertext {
        if story.judgements.isEmpty { return "" }
        let (words, framework) = (frame.words, story.inspection?.framework)
        let rows = story.judgements.map { judgement -> [Hypertext] in
            let was: Hypertext =
                judgement.was.map {
                    "<br><small>\(words(.correctedFrom, ["grade": frame.names.grade($0, framework)]))</small>"
                }
                ?? ""
            return [
                Hypertext(of: Names.capital(frame.names.area(judgement.area, framework))),
                judgement.from.map { frame.grade($0, framework) } ?? "–",
                (judgement.to.map { frame.grade($0, framework) } ?? Hypertext(of: words[.noGrade])) + was,
                judgement.direction.map { frame.sign($0) } ?? Hypertext(of: words[.late]),
                frame.quotation(
                    judgement.evidence, page: judgement.page, url: story.publication?.url, basis: story.basis),
            ]
        }
        return frame.table(
            caption: words[.told],
            header: [words[.area], words[.before], words[.now], words[.direction], words[.printed]], rows: rows)
    }

    private func members(_ frame: Frame) -> Hypertext {
        if story.members.isEmpty { return "" }
        let rows = story.members.map { member -> [Hypertext] in
            [
                member.id.map { frame.link(.provider(ProviderID($0)), Hypertext(of: member.name)) }
                    ?? Hypertext(of: member.name),
                frame.grade(member.grade, member.inspection.framework),
                member.inspection.dates.start.map(frame.time) ?? "–",
            ]
        }
        return frame.table(
            caption: story.portfolio?.name ?? frame.words[.told],
            header: [frame.words[.provider], frame.words[.grade], frame.words[.inspected]], rows: rows)
    }

    /// What a letter states.
    private func letter(_ frame: Frame) -> Hypertext {
        if story.facts.isEmpty { return "" }
        let items = story.facts.sorted { $0.key < $1.key }.map {
            "<div><dt>\(Names.fact($0.key))</dt><dd>\($0.value)</dd></div>" as Hypertext
        }
        return "<dl class=\"facts\">\(items.joined())</dl>"
    }

    private func facts(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let document = story.publication
        let facts: [(Word, Hypertext?)] = [
            (
                .document,
                document.map { frame.link(outside: $0.url, Hypertext(of: $0.title.isEmpty ? $0.url : $0.title)) }
            ),
            (.published, document?.published.flatMap(CalendarDate.init(dayOrMonth:)).map(frame.time)),
            (.inspected, story.inspection.flatMap { words.days($0.dates) }.map { Hypertext(of: $0) }),
            (.framework, story.inspection?.framework.map { Hypertext(of: Names.capital(frame.names.framework($0))) }),
            (.basis, story.basis.map { Hypertext(of: words.basis($0)) }),
            (.because, story.because.map { Hypertext(of: words.because($0)) }),
            (.movedTo, story.movedTo.map { frame.link(.provider(ProviderID($0)), Hypertext(of: $0)) }),
            (.recorded, "<time datetime=\"\(story.alert.time.iso8601)\">\(story.alert.time.iso8601)</time>"),
            (.number, "\(story.alert.sequence)"),
            (.event, frame.link(.alertBody(story.alert.id), "<code>\(story.alert.id)</code>")),
        ]
        let sha: Hypertext? = document?.sha256.flatMap { $0.isEmpty ? nil : "<code>\($0)</code>" }
        let items = facts.compactMap { word, value -> Hypertext? in
            value.map { "<div><dt>\(words[word])</dt><dd>\($0)</dd></div>" }
        }
        let digest: Hypertext = sha.map { "<div><dt>SHA-256</dt><dd>\($0)</dd></div>" } ?? ""
        let links = hashes.map { "<div><dt>\(words[.chain])</dt><dd><code>\($0)</code></dd></div>" as Hypertext }
        return
            "<p>\(words[.explainIntro])</p>\n<dl class=\"facts\">\(items.joined())\(digest)\(links.joined())</dl>"
    }

    private func relations(_ frame: Frame) -> Hypertext {
        let words = frame.words
        var said: [Hypertext] = []
        func name(_ id: String) -> Hypertext { frame.link(.alert(id), "<code>\(id)</code>") }
        if let follows = story.follows { said.append("\(words[.follows]) \(name(follows))") }
        if !story.voids.isEmpty { said.append("\(words[.takesBack]) \(story.voids.map(name).joined(", "))") }
        for other in later where other.follows == story.alert.id || other.voids.contains(story.alert.id) {
            said.append(
                "\(frame.link(.alert(other.alert.id), Hypertext(of: frame.headline(other)))) (\(words.day(other.alert.time)))"
            )
        }
        for consequence in story.consequences {
            let framework = consequence.inspection.framework
            let area = Names.capital(frame.names.area(consequence.area, framework))
            let from: Hypertext =
                consequence.now.from.map { " \(words[.from]) \(frame.names.grade($0, framework))" } ?? ""
            let day: Hypertext = consequence.inspection.dates.start.map { ", \(frame.time($0))" } ?? ""
            said.append("\(area)\(day): \(words.direction(consequence.now.direction))\(from)")
        }
        if said.isEmpty { return "" }
        let items = said.map { "<li>\($0)</li>" as Hypertext }
        return "<h2>\(words[.consequences])</h2>\n<ul>\(items.joined())</ul>"
    }

    private func history(_ frame: Frame) -> Hypertext {
        if versions.isEmpty { return "" }
        let words = frame.words
        let rows = versions.suffix(20).map { version -> [Hypertext] in
            let grades = version.judgements.prefix(8).map {
                "\(Names.capital(frame.names.area($0.area, version.framework))): \(frame.names.grade($0.grade, version.framework))"
                    as Hypertext
            }
            return [
                "\(words.day(version.recorded))",
                frame.link(outside: version.url, Hypertext(of: words.basis(version.basis.rawValue))),
                Hypertext(
                    of: version.ruling.map { _ in words[.ruling] }
                        ?? words[version.trust == .trusted ? .trusted : .doubtful]),
                grades.joined("<br>"),
                version.sha256.isEmpty ? "–" : "<code>\(String(version.sha256.prefix(12)))</code>",
            ]
        }
        return "<h2>\(words[.versions])</h2>\n"
            + frame.table(
                caption: words[.versions],
                header: [words[.recorded], words[.basis], words[.trust], words[.grade], "SHA-256"], rows: rows)
    }
}
