import History
import Inspections
import Queries

/// Grades and directions as pages show them: never by a colour alone.
extension Frame {
    /// `good` on its colour.
    func grade(_ id: String, _ framework: String?) -> Hypertext {
        let name = Names.capital(names.grade(id, framework))
        return "<span class=\"grade \(paint(id, framework))\">\(name)</span>"
    }

    /// `q8`, `qf` for a former grade; `qn` for what has no rank.
    func paint(_ id: String, _ framework: String?) -> String {
        framework.flatMap { names.frameworks[$0]?.scale }.map { GradePaint(id, on: $0).style } ?? "qn"
    }

    /// `▼ Declined`.
    func sign(_ direction: String?) -> Hypertext { sign(ReaderMark(direction: direction), words.direction(direction)) }

    private func sign(_ mark: ReaderMark, _ word: String) -> Hypertext {
        let style =
            switch mark {
            case .declined, .priorityAction: "declined"
            case .improved: "improved"
            case .mixed, .corrected, .disputed: "mixed"
            default: "plain"
            }
        let glyph: Hypertext = mark.sign.isEmpty ? "" : "<span aria-hidden=\"true\">\(mark.sign)</span> "
        return "<span class=\"sign \(style)\">\(glyph)\(word)</span>"
    }

    /// The sign of an alert, or what kind it is of where it has no direction.
    func sign(_ story: Story) -> Hypertext {
        switch story.mark {
        case .improved, .declined, .mixed: sign(story.mark, words.direction(story.alert.direction))
        default: sign(story.mark, words.kind(story.alert.kind))
        }
    }

    func time(_ day: CalendarDate) -> Hypertext { "<time datetime=\"\(day.iso)\">\(words.day(day))</time>" }

    /// `good → inadequate`, with words for those who hear it.
    func move(_ judgement: AlertContent.Judgement, _ framework: String?) -> Hypertext {
        let to = judgement.to.map { grade($0, framework) } ?? "<span class=\"grade qn\">\(words[.noGrade])</span>"
        guard let from = judgement.from, judgement.direction != "unchanged" else { return to }
        // Two grades side by side are read as a change.
        let mark: Hypertext =
            judgement.direction == "not-comparable"
            ? " <small>\(words.direction("not-comparable").lowercased())</small>" : ""
        return
            "<span class=\"hidden\">\(words[.from]) </span>\(grade(from, framework)) <span aria-hidden=\"true\">→</span><span class=\"hidden\"> \(words[.to]) </span>\(to)\(mark)"
    }

    /// The words of a report, with its page.
    func quotation(_ evidence: String?, page: Int?, url: String?, basis: String?) -> Hypertext {
        guard let evidence, !evidence.isEmpty else { return "" }
        let where_ = page.map { words(.page, ["page": String($0)]) } ?? basis.map(words.basis) ?? words[.report]
        return
            "<blockquote><p>“\(Frame.shortened(evidence))”</p><footer>\(link(outside: url, Hypertext(of: where_)))</footer></blockquote>"
    }

    /// At most some lines of it.
    static func shortened(_ text: String, to most: Int = 280) -> String {
        text.count <= most ? text : text.prefix(most - 1) + "…"
    }

    /// What a story is called: its provider and what moved first.
    func headline(_ story: Story) -> String {
        // What is corrected is not what moved: its summary says which grade was told wrongly.
        if story.alert.kind == AlertKind.ratingCorrected.rawValue {
            return Frame.shortened(Names.capital(story.alert.summary), to: 200)
        }
        guard let provider = story.provider, let chief = story.chief, let direction = chief.direction,
            direction == "improved" || direction == "declined", let from = chief.from, let to = chief.to
        else { return Frame.shortened(heading(story), to: 200) }
        let framework = story.inspection?.framework
        return words(
            .headline,
            [
                "provider": provider.name, "area": names.area(chief.area, framework),
                "direction": words.direction(direction).lowercased(), "from": names.grade(from, framework),
                "to": names.grade(to, framework),
            ])
    }

    /// Of a new inspection's summary what stands before its grades, which are listed beside it.
    private func heading(_ story: Story) -> String {
        let summary = story.alert.summary
        guard story.alert.kind == AlertKind.inspectionPublished.rawValue, let name = story.provider?.name,
            summary.hasPrefix(name + ": "), let end = summary.dropFirst(name.count + 2).firstRange(of: ": ")
        else { return summary }
        return String(summary[..<end.lowerBound])
    }

    /// One story in a list. `level`: of its heading.
    func item(_ story: Story, level: Int, isLead: Bool = false) -> Hypertext {
        let framework = story.inspection?.framework
        let shown = story.judgements.filter { $0.to != nil || $0.direction == "no-longer-graded" }
        let moves = (story.moved.isEmpty ? shown : story.moved).prefix(isLead ? 8 : 4).map { judgement -> Hypertext in
            "<li><span class=\"area\">\(Names.capital(names.area(judgement.area, framework)))</span> <span class=\"move\">\(move(judgement, framework))</span></li>"
        }
        let proof =
            story.chief.map { quotation($0.evidence, page: $0.page, url: story.publication?.url, basis: story.basis) }
            ?? ""
        let heading = link(.alert(story.alert.id), Hypertext(of: headline(story)))
        let day: Hypertext = story.day.map { " \(time($0))" } ?? ""
        return """
            <article class="story\(isLead ? " lead" : "")">
            <p class="kicker">\(sign(story))\(day)\(story.takenBack != nil ? " <strong>\(words[.voided])</strong>" : "")</p>
            <h\(level)>\(heading)</h\(level)>
            \(moves.isEmpty ? "" : "<ul class=\"moves\">\(moves.joined())</ul>")
            \(proof)
            </article>
            """
    }

    /// A table that a narrow window shows as a list of its rows. `cells`: markup of each.
    func table(caption: String, header: [String], rows: [[Hypertext]], style: String = "") -> Hypertext {
        let head = header.map { "<th scope=\"col\" role=\"columnheader\">\($0)</th>" as Hypertext }.joined()
        let body = rows.map { cells -> Hypertext in
            let cells = cells.enumerated().map { place, cell -> Hypertext in
                place == 0
                    ? "<th scope=\"row\" role=\"rowheader\">\(cell)</th>"
                    : "<td role=\"cell\" data-label=\"\(header[place])\">\(cell)</td>"
            }
            return "<tr role=\"row\">\(cells.joined())</tr>\n"
        }
        return """
            <table role="table" class="list \(style)">
            <caption>\(caption)</caption>
            <thead role="rowgroup"><tr role="row">\(head)</tr></thead>
            <tbody role="rowgroup">
            \(body.joined())</tbody>
            </table>
            """
    }

    /// Links to the pages before and after; empty where there is one.
    func pager(page: Int, of last: Int, _ target: (Int) -> SiteAddress) -> Hypertext {
        if last <= 1 { return "" }
        let previous: Hypertext =
            page > 1 ? link(target(page - 1), Hypertext(of: words[.previous]), attributes: " rel=\"prev\"") : ""
        let next: Hypertext =
            page < last ? link(target(page + 1), Hypertext(of: words[.next]), attributes: " rel=\"next\"") : ""
        let here = words(.pageOf, ["page": Words.count(page), "last": Words.count(last)])
        return "<nav class=\"pager\" aria-label=\"\(here)\">\(previous) <span>\(here)</span> \(next)</nav>"
    }
}
