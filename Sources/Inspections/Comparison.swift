/// Compares a new report with a provider's history. Pure: equal input gives equal output.
package struct Comparison: Sendable {
    package let frameworks: FrameworkCatalogue

    package init(frameworks: FrameworkCatalogue) { self.frameworks = frameworks }

    /// How a report stands to the inspection before it. `known`: the graded inspections of the same provider that come
    /// before it, oldest first; `unresolved`: what could not be read of it.
    package func compare(
        _ report: GradedInspection, with known: [GradedInspection], unresolved: [UnresolvedPublication] = []
    ) -> Change {
        guard let line = frameworks[report.framework]?.line else {
            return Change(judgements: report.judgements.map(Comparison.first), late: false)
        }
        return compare(report, after: known.filter { step(of: $0) == line }, unresolved: unresolved)
    }

    /// The same where it is known which inspections are steps of the report's line.
    func compare(
        _ report: GradedInspection, after line: [GradedInspection], unresolved: [UnresolvedPublication]
    ) -> Change {
        guard let framework = frameworks[report.framework] else {
            return Change(judgements: report.judgements.map(Comparison.first), late: false)
        }
        let predecessor = predecessor(in: line)
        if let blocker = self.blocker(of: report, after: predecessor, in: framework.line, among: unresolved) {
            return Change(
                judgements: report.judgements.map { Comparison.blocked($0, by: blocker) }, late: false,
                blockedBy: blocker)
        }
        guard let predecessor, frameworks[predecessor.framework] != nil else {
            return Change(judgements: report.judgements.map(Comparison.first), late: false)
        }
        var changes = report.judgements.map { judgement in
            let before = counterpart(of: judgement.area, in: framework, among: line, predecessor)
            guard let earlier = frameworks[before.framework] else { return Comparison.first(judgement) }
            return compare(judgement, in: framework, with: before, in: earlier)
        }
        if !report.isPartial, report.isStep(in: framework) {
            var articles: [GradedInspection] = []
            for before in line.reversed() where before.isPartial || mayPrecede(before, in: line) {
                guard let earlier = frameworks[before.framework] else { continue }
                changes += noLongerGraded(report, since: before, in: earlier).filter { lost in
                    !changes.contains { $0.area == lost.area }
                        && articles.allSatisfy { leavesOpen(lost.area, $0, since: earlier) }
                }
                if before.isExcerpt {
                    articles.append(before)
                } else if !before.isPartial || before == predecessor {
                    break
                }
            }
        }
        return Change(judgements: changes, late: false)
    }

    /// True where nobody says whether an inspection has graded an area whose grades would compare with the earlier one.
    /// What another framework graded under the same name ends with that.
    private func leavesOpen(_ area: String, _ inspection: GradedInspection, since earlier: Framework) -> Bool {
        guard inspection.leavesUnsaid(area), let framework = frameworks[inspection.framework] else { return false }
        if framework.id != earlier.id { return framework.comparableFrom[earlier.id]?.contains(area) == true }
        // Whoever states a part of what was split says that it was.
        return !framework.areas.contains { $0.splitFrom == area && inspection.grade(of: $0.id) != nil }
    }

    /// The inspection that an area of the next one is compared with. Behind articles that leave the area out, that is
    /// the one before them which grades it; no article stands for the report that it tells of.
    private func counterpart(
        of area: String, in framework: Framework, among line: [GradedInspection], _ predecessor: GradedInspection
    ) -> GradedInspection {
        // Areas graded again since then have a predecessor of their own.
        let own = line.last { !$0.isPartial || $0.grade(of: area) != nil } ?? predecessor
        if own.isPartial { return own }
        guard predecessor.isExcerpt, let place = line.lastIndex(of: predecessor) else { return predecessor }
        var articles: [GradedInspection] = []
        for candidate in line[...place].reversed() where candidate.isPartial || mayPrecede(candidate, in: line) {
            guard let earlier = frameworks[candidate.framework] else { continue }
            let whole = earlier.id == framework.id ? framework.area(area)?.splitFrom : nil
            if candidate.grade(of: area) ?? whole.flatMap(candidate.grade(of:)) != nil {
                return articles.allSatisfy { leavesOpen(area, $0, since: earlier) } ? candidate : predecessor
            }
            if candidate.isExcerpt {
                articles.append(candidate)
            } else if !candidate.isPartial {
                break
            }
        }
        return predecessor
    }

    /// The line of which an inspection is a step; `nil` for a review of what stands apart, and where its framework is
    /// not known.
    func step(of inspection: GradedInspection) -> String? {
        guard let framework = frameworks[inspection.framework], inspection.isStep(in: framework) else { return nil }
        return framework.line
    }

    /// The last inspection of a line.
    private func predecessor(in line: [GradedInspection]) -> GradedInspection? {
        let full = line.contains { !$0.isPartial } ? line.filter { !$0.isPartial } : line
        return full.last { mayPrecede($0, in: line) }
    }

    /// False for a statement without a day, which cannot stand behind one of a framework that followed its own.
    private func mayPrecede(_ candidate: GradedInspection, in line: [GradedInspection]) -> Bool {
        candidate.isDated || !line.contains { follows($0.framework, candidate.framework) }
    }

    private func follows(_ later: String, _ earlier: String) -> Bool {
        frameworks[later]?.comparableFrom[earlier] != nil
    }

    /// The latest unreadable publication that may stand between the known predecessor and the new report.
    private func blocker(
        of report: GradedInspection, after predecessor: GradedInspection?, in line: String,
        among unresolved: [UnresolvedPublication]
    ) -> UnresolvedPublication? {
        unresolved.filter { candidate in
            if let framework = candidate.framework.flatMap({ frameworks[$0] }) {
                if framework.line != line { return false }
            } else if let type = candidate.type ?? candidate.title,
                PublicationType.isVisit(type) || PublicationType.isOfAnotherLine(type, than: line)
            {
                return false
            }
            if let start = candidate.dates.start {
                // What lies so near is a statement on that inspection itself.
                let days = DayRange(candidate.dates)
                let isKnown = [predecessor, report].compactMap { $0.flatMap { DayRange($0.dates) } }
                    .contains { other in days.map { $0.distance(to: other) <= DayRange.slack } ?? false }
                return !isKnown && start < report.placed && start > (predecessor?.placed ?? .distantPast)
            }
            guard let published = candidate.published else { return true }
            guard published > (predecessor?.published ?? .distantPast) else { return false }
            // A page states the ratings of the very report that it lists.
            let last = report.published ?? .distantFuture
            return report.basis == .table ? published < last : published <= last
        }.max { ($0.published ?? .distantPast) < ($1.published ?? .distantPast) }
    }

    private func compare(
        _ judgement: Judgement, in framework: Framework, with predecessor: GradedInspection, in earlier: Framework
    ) -> JudgementChange {
        let area = framework.area(judgement.area)
        let own = predecessor.grade(of: judgement.area)
        let combined = framework.id == earlier.id ? area?.splitFrom.flatMap(predecessor.grade(of:)) : nil
        let before = own ?? combined
        let previous =
            before == nil ? nil : PreviousInspection(start: predecessor.dates.start, url: predecessor.url)

        func notComparable(_ reason: ChangeReason) -> JudgementChange {
            JudgementChange(
                area: judgement.area, from: before, to: judgement, direction: .notComparable, previous: previous,
                reason: reason)
        }

        guard let before else {
            return notComparable(predecessor.leavesUnsaid(judgement.area) ? .areaNotStatedBefore : .areaNotGradedBefore)
        }
        guard own != nil else { return notComparable(.areaSplit) }
        let across = framework.id != earlier.id
        if across, framework.comparableFrom[earlier.id]?.contains(judgement.area) != true {
            return notComparable(.otherFramework)
        }
        guard framework.scale.family == earlier.scale.family else { return notComparable(.otherScale) }
        guard let rank = framework.scale.ranks[judgement.grade] else { return notComparable(.notJudgedNow) }
        guard let rankBefore = earlier.scale.ranks[before] else { return notComparable(.notJudgedBefore) }
        if rank == rankBefore, judgement.grade != before { return notComparable(.equalRankOfTwoScales) }
        return JudgementChange(
            area: judgement.area, from: before, to: judgement,
            direction: rank == rankBefore ? .unchanged : rank > rankBefore ? .improved : .declined,
            steps: rank - rankBefore, acrossFrameworks: across, previous: previous, reason: .compared)
    }

    private func noLongerGraded(
        _ report: GradedInspection, since predecessor: GradedInspection, in earlier: Framework
    ) -> [JudgementChange] {
        predecessor.judgements.filter { before in
            earlier.scale.ranks[before.grade] != nil && report.grade(of: before.area) == nil
                && !leavesOpen(before.area, report, since: earlier)
        }.map { before in
            JudgementChange(
                area: before.area, from: before.grade, to: nil, direction: .noLongerGraded,
                previous: PreviousInspection(start: predecessor.dates.start, url: predecessor.url),
                reason: .areaNotPrinted)
        }
    }

    private static func first(_ judgement: Judgement) -> JudgementChange {
        JudgementChange(
            area: judgement.area, from: nil, to: judgement, direction: .first, reason: .noEarlierInspection)
    }

    private static func blocked(_ judgement: Judgement, by blocker: UnresolvedPublication) -> JudgementChange {
        JudgementChange(
            area: judgement.area, from: nil, to: judgement, direction: .notComparable,
            reason: blocker.state == .pending ? .predecessorPending : .predecessorDoubtful)
    }
}

extension Comparison {
    /// The inspection whose grade in an area stands today, given all that are known of a provider, oldest first.
    package func standing(of area: String, among known: [GradedInspection]) -> GradedInspection? {
        guard let place = known.lastIndex(where: { $0.grade(of: area) != nil }) else { return nil }
        let stated = known[place]
        guard let framework = frameworks[stated.framework] else { return nil }
        let line = framework.line
        // A later inspection that no longer grades the area ends what the earlier one said of it.
        let isEnded = known[(place + 1)...].contains {
            !$0.isPartial && !leavesOpen(area, $0, since: framework) && step(of: $0) == line
        }
        return isEnded ? nil : stated
    }
}

/// One inspection with the grades that its report states: what the comparison compares.
package struct GradedInspection: Hashable, Sendable {
    /// Framework id.
    package let framework: String
    package let dates: InspectionDates
    /// The listing's London date of publication.
    package let published: CalendarDate?
    /// Address of the report as listed.
    package let url: String?
    package let basis: Basis
    package let judgements: [Judgement]
    /// True where some areas alone were graded again: it ends no area.
    package let isPartial: Bool
    /// Areas that it may have graded or not: it ends none of them.
    package let unsaid: Set<String>
    /// True where it is known from articles alone: it may have graded each area that they do not state.
    package let isExcerpt: Bool
    /// The day by which inspections follow one another: the first day of the inspection, else the day of
    /// publication, else the day on which it was first seen.
    package let placed: CalendarDate

    package init(
        framework: String, dates: InspectionDates, published: CalendarDate?, url: String?, basis: Basis,
        judgements: [Judgement], seen: @autoclosure () -> CalendarDate, isPartial: Bool = false,
        unsaid: Set<String> = [], isExcerpt: Bool = false
    ) {
        self.framework = framework
        self.dates = dates
        self.published = published
        self.url = url
        self.basis = basis
        self.judgements = judgements
        self.isPartial = isPartial
        self.unsaid = unsaid
        self.isExcerpt = isExcerpt
        self.placed = dates.start ?? published ?? seen()
    }

    package func grade(of area: String) -> String? { judgements.first { $0.area == area }?.grade }

    /// True where nobody says whether it graded the area.
    func leavesUnsaid(_ area: String) -> Bool {
        grade(of: area) == nil && (isExcerpt || unsaid.contains(area))
    }

    /// False for a review that grades only areas standing apart: such a review is no step in the line of inspections.
    package func isStep(in framework: Framework) -> Bool {
        judgements.contains { framework.area($0.area)?.standsApart != true }
    }

    /// False for a statement that does not say when the inspection took place: its own date says little.
    package var isDated: Bool { dates.start != nil }
}
