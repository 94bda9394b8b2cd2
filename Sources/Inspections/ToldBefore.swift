/// What readers were told before, and holds no longer: the sentence of the alert that says so names it. It is no part
/// of the alert's data.
package struct ToldBefore: Hashable, Sendable {
    /// The inspection's first day, where it is another one now.
    let start: CalendarDate?
    let isMoved: Bool
    /// What the areas were compared with.
    let areas: [Told.Area]
    /// Of a letter.
    let facts: [String: String]
    /// True where nothing of it is left: it was rejected, or is another provider's.
    package let isTakenBack: Bool

    /// Of an inspection that stands; `start`: where it has moved, as it was told.
    init(areas: [Told.Area], movedFrom start: InspectionDates?) {
        self.start = start?.start
        isMoved = start != nil
        self.areas = areas
        facts = [:]
        isTakenBack = false
    }

    /// Of a letter.
    init(letter facts: [String: String]?, isTakenBack: Bool) {
        start = nil
        isMoved = false
        areas = []
        self.facts = PriorityAction.stated(facts ?? [:])
        self.isTakenBack = isTakenBack
    }
}

extension ChangeSummary {
    /// `Kent: the inspection began on 13 March 2020, not 13 March 2024; overall effectiveness did not decline from good
    /// to inadequate as told: inadequate, the first grade known`.
    package func sentence(
        correcting change: Change, toldAs told: ToldBefore, dates: InspectionDates, provider: String, framework: String
    ) -> String {
        let concerned = change.judgements.filter { change.corrected?.contains($0.area) ?? true }
        var phrases: [(areas: [String], words: String)] = []
        for judgement in concerned {
            let words = words(on: judgement, toldAs: told.areas.last { $0.area == judgement.area }, framework)
            let area = areaName(judgement.area, framework)
            if let place = phrases.firstIndex(where: { $0.words == words }) {
                phrases[place].areas.append(area)
            } else {
                phrases.append(([area], words))
            }
        }
        let comparisons = phrases.map { areas, words in areas.joined(separator: ", ") + words }
        let parts = [moved(told, to: dates.start)].compactMap(\.self) + comparisons
        return "\(provider): " + parts.joined(separator: "; ")
    }

    private func moved(_ told: ToldBefore, to start: CalendarDate?) -> String? {
        guard told.isMoved else { return nil }
        switch (start?.inWords, told.start?.inWords) {
        case (let now?, let before?): return "the inspection began on \(now), not \(before)"
        case (let now?, nil): return "the inspection began on \(now)"
        case (nil, let before?): return "the inspection is not known to have begun on \(before)"
        case (nil, nil): return nil
        }
    }

    /// What stands behind the name of the area.
    private func words(on now: JudgementChange, toldAs told: Told.Area?, _ framework: String) -> String {
        let (from, to) = (gradeName(now.from, framework), gradeName(now.to?.grade, framework))
        let stands =
            switch now.direction {
            case .improved, .declined: "\(now.direction?.rawValue ?? "") from \(from) to \(to)"
            case .unchanged: "\(to), as before"
            case .first: "\(to), the first grade known"
            case .noLongerGraded: "no longer graded, \(from) before"
            case .notComparable, nil:
                now.to == nil
                    ? "no grade ended with it"
                    : to + (now.waits ? ", not compared yet" : ", with nothing to compare it with")
            }
        let isChange = now.direction == .improved || now.direction == .declined
        guard let told else { return (isChange ? " " : ": ") + stands }
        let before = gradeName(told.from, framework)
        switch told.direction {
        case .improved, .declined:
            if told.direction == now.direction { return " \(stands), not from \(before) as told" }
            let verb = told.direction == .improved ? "improve" : "decline"
            return " did not \(verb) from \(before) to \(gradeName(told.grade, framework)) as told: \(stands)"
        case .unchanged: return (isChange ? " " : ": ") + stands + ", told as unchanged"
        case .first: return (isChange ? " " : ": ") + stands + ", told as the first grade known"
        case .noLongerGraded: return (isChange ? " " : ": ") + stands + ", told as no longer graded"
        case .notComparable, nil: return (isChange ? " " : ": ") + stands + ", told as not compared"
        }
    }

    /// `focused visit (told: areas for priority action)`, `focused visit; no longer: areas for priority action`: what
    /// was told of a letter and is stated no more stands behind it.
    package func sentence(ofLetter title: String, facts: [String: String], toldAs told: ToldBefore?) -> String {
        guard let told else { return sentence(ofLetter: title, facts: facts) }
        if told.isTakenBack { return title + (told.facts.isEmpty ? "" : " (told: \(words(of: told.facts)))") }
        let lost = told.facts.filter { facts[$0.key] == nil }
        return sentence(ofLetter: title, facts: facts) + (lost.isEmpty ? "" : "; no longer: \(words(of: lost))")
    }

    private func words(of facts: [String: String]) -> String {
        let action = PriorityAction(in: facts)
        let others = facts.filter { action == nil || $0.key != PriorityAction.fact }.sorted { $0.key < $1.key }
        return ([action?.words].compactMap(\.self) + others.map { "\($0.key.replacing("_", with: " ")): \($0.value)" })
            .joined(separator: ", ")
    }
}
