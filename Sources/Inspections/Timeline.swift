package import Foundation

/// A provider's inspections in order, with their standing grades and what these are compared with; and its letters. It
/// follows from what was stated, whatever the order in which it arrived.
package struct Timeline: Sendable {
    /// One graded inspection with its place in its line.
    package struct Entry: Hashable, Sendable {
        package let inspection: KnownInspection
        package let graded: GradedInspection
        /// How its grades stand to the inspection before; never late, for that is a property of alerts.
        package let change: Change
        /// The frameworks' line; the framework's own id where its data is not known.
        package let line: String
        /// False for a review of what stands apart from the line, such as a board.
        package let isStep: Bool
    }

    /// In order of inspection.
    package let entries: [Entry]
    /// In order of their days.
    package let letters: [KnownInspection]
    /// What no version of stands here: it has been rejected, or is another provider's now.
    package let departed: [Edition]
    let frameworks: FrameworkCatalogue

    /// `statements`: all versions of every publication that has ever stated something of the providers; `providers`:
    /// one and those that it goes on for; `renumbered`: among them, the numbers that one provider has had.
    package init(
        _ statements: [Statement], of providers: Set<ProviderID>, renumbered: Set<ProviderID> = [],
        unresolved: [UnresolvedPublication] = [], frameworks: FrameworkCatalogue, now: Date
    ) {
        self.frameworks = frameworks
        let editions = Edition.all(of: statements)
        let rejected = editions.filter(\.isRejected)
        let stands = { (edition: Edition) in
            edition.current.map { providers.contains($0.provider) } ?? false
                && !rejected.contains { Joining.isOnePublication(edition, $0) }
        }
        let own = editions.filter(stands)
        departed = editions.filter { !stands($0) }
        let joining = Joining(renumbered: renumbered)
        letters = joining.letters(own.filter { $0.current?.framework == nil }).sorted(by: Timeline.isBefore)
        let inspections = joining.inspections(own.filter { $0.current?.framework != nil })
            .filter { !$0.judgements.isEmpty }.sorted(by: Timeline.isBefore)
        let placed = inspections.map { inspection in
            let best = inspection.best
            return GradedInspection(
                framework: best.framework ?? "", dates: inspection.dates, published: best.published, url: best.url,
                basis: best.basis, judgements: inspection.judgements,
                seen: CalendarDate(london: best.recorded) ?? .distantFuture, isPartial: best.isPartial,
                unsaid: inspection.unsaid, isExcerpt: inspection.isExcerpt)
        }
        let comparison = Comparison(frameworks: frameworks)
        let steps = placed.map(comparison.step(of:))
        let waiting = unresolved.filter { $0.isWaitedFor(at: now) }
        entries = inspections.indices.map { index in
            let inspection = inspections[index]
            // Who is less to be believed is never what a better one is compared with.
            let before = inspections.indices.filter {
                $0 < index && inspections[$0].authority >= inspection.authority
            }
            let isComparable = inspection.day != nil || before.isEmpty
            let line = frameworks[placed[index].framework]?.line ?? placed[index].framework
            let known = isComparable ? before.filter { steps[$0] == line && inspections[$0].day != nil } : []
            return Entry(
                inspection: inspection, graded: placed[index],
                change: comparison.compare(
                    placed[index], after: known.map { placed[$0] },
                    unresolved: isComparable ? waiting.filter { $0.authority >= inspection.authority } : []),
                line: line,
                isStep: frameworks[placed[index].framework].map(placed[index].isStep) ?? true)
        }
    }

    /// By first day, last day and day of publication, never by arrival; what has no day at all comes last.
    private static func isBefore(_ a: KnownInspection, _ b: KnownInspection) -> Bool {
        let (first, second) = (order(a), order(b))
        if first != second { return first.lexicographicallyPrecedes(second) }
        return (a.best.framework ?? "", a.best.url, a.best.sha256) < (b.best.framework ?? "", b.best.url, b.best.sha256)
    }

    private static func order(_ inspection: KnownInspection) -> [Int] {
        let never = Int.max
        return [
            inspection.day?.place ?? never,
            (inspection.dates.end ?? inspection.dates.start)?.place ?? never,
            inspection.best.published?.place ?? never,
        ]
    }
}

/// A publication of the same provider that may hold the preceding inspection, but could not be read yet or is in doubt,
/// and of which nothing trusted is known.
package struct UnresolvedPublication: Hashable, Codable, Sendable {
    package enum State: String, Hashable, Codable, Sendable {
        case pending, doubtful
    }

    /// Seconds after the first failure, or doubt, for which a comparison waits.
    package static let longestWait: Double = 14 * 86_400

    package let state: State
    /// Framework id, where the document has been read.
    package let framework: String?
    package let dates: InspectionDates
    package let published: CalendarDate?
    package let title: String?
    /// The kind of publication by its listing.
    package let type: String?
    /// When it first failed or was first in doubt; `nil` where it was never tried.
    package let since: Date?
    /// Of its source: it blocks nothing that a higher one states.
    package var authority = Authority.official

    package init(
        state: State, framework: String?, dates: InspectionDates, published: CalendarDate?, title: String?,
        type: String? = nil, since: Date? = nil
    ) {
        self.state = state
        self.framework = framework
        self.dates = dates
        self.published = published
        self.title = title
        self.type = type
        self.since = since
    }

    /// False for what no comparison waits for any longer.
    package func isWaitedFor(at now: Date) -> Bool {
        guard let since else { return true }
        let waited = now.timeIntervalSince(since)
        // An instant in the future is one of a clock that has been set back, but for a moment between two looks at it.
        return waited >= -1 && waited < UnresolvedPublication.longestWait
    }
}
