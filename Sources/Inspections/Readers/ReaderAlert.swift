/// An alert as people read it, in parts that each form of message, page and answer lays out its own way. Nothing in it
/// is escaped, and every text may hold any character.
package struct ReaderAlert: Sendable {
    package struct Link: Sendable, Hashable {
        /// `Report`, `Report before (2019)`.
        package let title: String
        /// `http` or `https` alone: another scheme could do things in the reader's program.
        package let url: String
    }

    package let id: String
    /// `rating-changed`.
    package let kind: String
    package let urgency: ReaderUrgency
    /// Where the whole of it points.
    package let mark: ReaderMark
    /// One sentence: `Cheshire East: overall effectiveness declined from requires improvement to inadequate`.
    package let headline: String
    /// The provider's name, else that of the list, the feed or the receiver.
    package let name: String
    /// The id of the provider, or `portfolio:`, `feed:` or `receiver:` and a name: alerts with the same hang together.
    package let subject: String
    /// `/ratingwatch/<instance>`.
    package let source: String
    /// An instant in ISO 8601.
    package let time: String
    /// What was published and inspected, when; one fact a line.
    package let about: [String]
    /// What changed, is corrected, is in dispute or is graded for the first time; the gravest first.
    package let changed: [JudgementLine]
    /// What is graded again as before.
    package let unchanged: [JudgementLine]
    /// Areas that the present framework grades and this report does not.
    package let notGraded: [JudgementLine]
    /// What the present framework does not grade at all, in one line; `nil` where there is nothing.
    package let noLongerGraded: String?
    /// How it hangs together with other alerts, what it rests on, what is in doubt; one sentence a line.
    package let notes: [String]
    /// The providers of a list, one a line.
    package let members: [String]
    /// The report first.
    package let links: [Link]

    /// Throws where the body is none that this program writes.
    package init(body: String, names: ReaderNames) throws(UnreadableAlert) {
        self.init(try AlertContent(body: body), names: names)
    }

    package init(_ content: AlertContent, names: ReaderNames) {
        let data = content.data
        let framework = data.inspection?.framework
        id = content.id
        kind = content.kind
        urgency = ReaderUrgency(content)
        mark = ReaderMark(content)
        headline = data.summary
        subject = content.subject
        name =
            data.provider?.name ?? data.portfolio?.name ?? data.feed
            ?? content.subject.split(separator: ":").last.map(String.init) ?? content.kind
        source = content.source
        time = content.time
        about = ReaderAlert.about(data, names: names)
        let judgements = content.judgements.map { judgement in
            (
                id: judgement.area,
                line: JudgementLine(judgement, kind: content.kind, framework: framework, names: names)
            )
        }
        let order = ReaderMark.allCases
        let lines = order.flatMap { mark in judgements.filter { $0.line.mark == mark } }
        unchanged = lines.map(\.line).filter { $0.mark == .unchanged }
        changed = lines.map(\.line).filter { ![.unchanged, .noLongerGraded].contains($0.mark) }
        let gone = lines.filter { $0.line.mark == .noLongerGraded }
        let isFolded = gone.count > 1
        notGraded = gone.filter { !isFolded || names.grades($0.id, in: framework) }.map(\.line)
        let folded = gone.filter { isFolded && !names.grades($0.id, in: framework) }.map(\.line)
        noLongerGraded =
            folded.isEmpty
            ? nil
            : "no longer graded: "
                + folded.map { line in
                    line.area
                        + (line.before.map { " (was \($0)\(line.yearBefore.map { ", \($0)" } ?? ""))" } ?? "")
                }.joined(separator: ", ")
        notes = ReaderNotes(content, names: names).sentences
        members = (data.providers ?? []).map { member in
            let day = member.inspection.start.flatMap(CalendarDate.init(dayOrMonth:))
            return "\(member.name): \(names.grade(member.grade, of: member.inspection.framework))"
                + (day.map { ", inspected \($0.inWords)" } ?? "")
        }
        links = ReaderAlert.links(data, lines.map(\.line))
    }

    /// All judgements in the order in which they are shown.
    package var judgements: [JudgementLine] { changed + unchanged + notGraded }

    /// `unchanged: help and protection (good), care leavers (good)`; `nil` where nothing stayed.
    package var unchangedInOneLine: String? {
        unchanged.isEmpty
            ? nil
            : "unchanged: " + unchanged.map { "\($0.area) (\($0.grade ?? "no grade"))" }.joined(separator: ", ")
    }

    private static func about(_ data: AlertContent.Facts, names: ReaderNames) -> [String] {
        var lines: [String] = []
        if let report = data.publication {
            let day = report.published.flatMap(CalendarDate.init(dayOrMonth:))
            lines.append(report.title + (day.map { ", published \($0.inWords)" } ?? ""))
        }
        if let inspection = data.inspection {
            let framework = inspection.framework.map(names.framework)
            let dates = inspection.dates
            let what = data.judgements?.isEmpty == false ? "Inspected" : "Visited"
            switch (dates.inWords, framework) {
            case (let days?, let framework?): lines.append("\(what) \(days) (\(framework))")
            case (let days?, nil): lines.append("\(what) \(days)")
            case (nil, let framework?): lines.append(framework)
            case (nil, nil): break
            }
        }
        return lines
    }

    private static func links(_ data: AlertContent.Facts, _ lines: [JudgementLine]) -> [Link] {
        var links = data.publication.map { [Link(title: "Report", url: $0.url)] } ?? []
        for line in lines {
            guard let url = line.reportBefore, !links.contains(where: { $0.url == url }) else { continue }
            links.append(Link(title: "Report before" + (line.yearBefore.map { " (\($0))" } ?? ""), url: url))
        }
        for member in data.providers ?? [] {
            guard let url = member.url else { continue }
            links.append(Link(title: "Report on \(member.name)", url: url))
        }
        return links.filter { $0.url.hasPrefix("https://") || $0.url.hasPrefix("http://") }
    }
}

extension ReaderMark {
    /// Of a whole alert.
    package init(_ content: AlertContent) {
        switch AlertKind(rawValue: content.kind) {
        case .ratingCorrected: self = .corrected
        case .sourcesDisagree: self = .disputed
        default:
            self =
                PriorityAction(in: content.data.facts)?.isUrgent == true
                ? .priorityAction : ReaderMark(direction: content.data.direction)
        }
    }
}
