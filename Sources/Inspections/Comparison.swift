/// Compares a new report with a provider's history. Pure: equal input gives equal output.
package struct Comparison: Sendable {
    package let frameworks: FrameworkCatalogue

    package init(frameworks: FrameworkCatalogue) { self.frameworks = frameworks }

    /// What `report` changes, given all graded inspections known of the same provider and what could not be read of it.
    package func compare(
        _ report: GradedInspection, with known: [GradedInspection], unresolved: [UnresolvedPublication] = []
    ) -> Change {
        guard let framework = frameworks[report.framework] else {
            return Change(judgements: report.judgements.map(Comparison.first), late: false)
        }
        let line = known.filter { isStep($0, in: framework.line) && !Comparison.isReplaced($0, by: known) }
        // An article tells of an inspection long after it: its own date makes nothing late.
        if line.contains(where: { $0.placed > report.placed && ($0.isDated || $0.basis != .press) }) {
            return Change(judgements: report.judgements.map(Comparison.late), late: true)
        }
        let predecessor = self.predecessor(of: report, in: line)
        if let blocker = self.blocker(of: report, after: predecessor, in: framework.line, among: unresolved) {
            return Change(
                judgements: report.judgements.map { Comparison.blocked($0, by: blocker) }, late: false,
                blockedBy: blocker)
        }
        guard let predecessor, let earlier = frameworks[predecessor.framework] else {
            return Change(judgements: report.judgements.map(Comparison.first), late: false)
        }
        var changes = report.judgements.map {
            compare($0, in: framework, with: predecessor, in: earlier)
        }
        if report.isStep(in: framework) {
            changes += noLongerGraded(report, since: predecessor, in: earlier)
        }
        return Change(judgements: changes, late: false)
    }

    /// What another statement of the same inspection changes: an amended report, or a second source.
    package func compare(_ report: GradedInspection, withEarlierStatement before: GradedInspection) -> Change {
        guard let framework = frameworks[report.framework], let earlier = frameworks[before.framework] else {
            return Change(judgements: report.judgements.map(Comparison.first), late: false)
        }
        let changes = report.judgements.map { compare($0, in: framework, with: before, in: earlier) }
        return Change(judgements: changes + noLongerGraded(report, since: before, in: earlier), late: false)
    }

    /// True for what the press said of an inspection whose own report is known: that alone is compared with.
    static func isReplaced(_ inspection: GradedInspection, by known: [GradedInspection]) -> Bool {
        inspection.basis == .press
            && known.contains { $0.basis != .press && inspection.isSameInspection(as: $0) }
    }

    func isStep(_ inspection: GradedInspection, in line: String) -> Bool {
        guard let framework = frameworks[inspection.framework] else { return false }
        return framework.line == line && inspection.isStep(in: framework)
    }

    /// The latest inspection before the report. A statement without a day cannot stand behind one of a framework that
    /// followed its own.
    private func predecessor(of report: GradedInspection, in line: [GradedInspection]) -> GradedInspection? {
        let earlier = line.filter { $0.placed < report.placed }
        return earlier.filter { candidate in
            candidate.isDated || !earlier.contains { follows($0.framework, candidate.framework) }
        }.max { $0.placed < $1.placed }
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
            if let framework = candidate.framework.flatMap({ frameworks[$0] }), framework.line != line { return false }
            if let start = candidate.dates.start {
                return start < report.placed && start > (predecessor?.placed ?? .distantPast)
            }
            guard let published = candidate.published else { return true }
            return published <= (report.published ?? .distantFuture)
                && published > (predecessor?.published ?? .distantPast)
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

        guard let before else { return notComparable(.areaNotGradedBefore) }
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

    private static func late(_ judgement: Judgement) -> JudgementChange {
        JudgementChange(area: judgement.area, from: nil, to: judgement, direction: nil, reason: .late)
    }

    private static func blocked(_ judgement: Judgement, by blocker: UnresolvedPublication) -> JudgementChange {
        JudgementChange(
            area: judgement.area, from: nil, to: judgement, direction: .notComparable,
            reason: blocker.state == .pending ? .predecessorPending : .predecessorDoubtful)
    }
}
