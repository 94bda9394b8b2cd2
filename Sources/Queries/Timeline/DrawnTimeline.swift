import History
package import Inspections

/// A provider's grades through time, laid out for drawing: one block for each line of frameworks, a row for each area.
/// Pure.
package struct DrawnTimeline: Sendable {
    /// One grade, from the inspection that gave it to the one that gave another or none.
    package struct Bar: Sendable {
        package let grade: String
        package let framework: Framework
        package let from: CalendarDate
        package let until: CalendarDate
        /// True where the grade stands to this day.
        package let stands: Bool
        /// Address of the report that gave it; `nil` where there is none that leads anywhere.
        package let url: String?
    }

    /// A visit or another letter without a grade.
    package struct Letter: Sendable {
        package let day: CalendarDate
        package let title: String
        package let url: String?
        /// True where areas for priority action are stated, or remain.
        package let isUrgent: Bool
    }

    package struct Row: Sendable {
        package let area: Area
        package let bars: [Bar]
    }

    /// The time of one framework within a block.
    package struct Era: Sendable {
        package let framework: Framework
        package let from: CalendarDate
        package let until: CalendarDate
        /// True where no other framework has followed.
        package let goesOn: Bool
    }

    package struct Block: Sendable {
        package let eras: [Era]
        package let rows: [Row]
    }

    package let blocks: [Block]
    /// Oldest first.
    package let letters: [Letter]
    /// First and last day drawn.
    package let from: CalendarDate
    package let until: CalendarDate

    /// `inspections`: oldest first; those of frameworks that are not known are left out, and so are letters without a
    /// day.
    package init(
        _ inspections: [GradedInspection], letters: [KnownInspection] = [], frameworks: FrameworkCatalogue,
        today: CalendarDate
    ) {
        self.init(
            inspections, letters: letters.compactMap(Letter.init).sorted { $0.day < $1.day }, frameworks: frameworks,
            today: today)
    }

    init(_ inspections: [GradedInspection], letters: [Letter], frameworks: FrameworkCatalogue, today: CalendarDate) {
        self.letters = letters
        let known = inspections.compactMap { inspection in
            frameworks[inspection.framework].map { Step(inspection: inspection, framework: $0) }
        }
        let last = max(known.last?.inspection.placed ?? today, today)
        var lines: [String] = []
        for step in known where !lines.contains(step.framework.line) { lines.append(step.framework.line) }
        from = [known.first?.inspection.placed, letters.first?.day].compactMap(\.self).min() ?? today
        until = last
        blocks = lines.map { line in DrawnTimeline.block(known.filter { $0.framework.line == line }, until: last) }
    }

    private struct Step {
        let inspection: GradedInspection
        package let framework: Framework
        var day: CalendarDate { inspection.placed }

        /// True where it ends what was said of an area before.
        func ends(_ area: String) -> Bool { inspection.grade(of: area) != nil || inspection.isStep(in: framework) }
    }

    private static func block(_ steps: [Step], until last: CalendarDate) -> Block {
        var eras: [Era] = []
        for (index, step) in steps.enumerated() where eras.last?.framework.id != step.framework.id {
            let next = steps[index...].first { $0.framework.id != step.framework.id }
            eras.append(
                Era(framework: step.framework, from: step.day, until: next?.day ?? last, goesOn: next == nil))
        }
        // The areas of today's framework first, in the order in which it is reported.
        var areas: [Area] = []
        for step in steps.reversed() {
            areas += step.framework.areas.filter { area in
                step.inspection.grade(of: area.id) != nil && !areas.contains { $0.id == area.id }
            }
        }
        let rows = areas.map { area in
            Row(area: area, bars: bars(of: area.id, steps, until: last))
        }
        return Block(eras: eras, rows: rows)
    }

    private static func bars(of area: String, _ steps: [Step], until last: CalendarDate) -> [Bar] {
        steps.enumerated().compactMap { index, step in
            guard let grade = step.inspection.grade(of: area) else { return nil }
            let next = steps[(index + 1)...].first { $0.ends(area) }
            return Bar(
                grade: grade, framework: step.framework, from: step.day, until: next?.day ?? last, stands: next == nil,
                url: DrawnTimeline.followable(step.inspection.url))
        }
    }

    /// Another scheme could do things in the reader's program.
    fileprivate static func followable(_ url: String?) -> String? {
        url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
    }
}

extension DrawnTimeline.Letter {
    /// `nil` for one without a day.
    fileprivate init?(_ letter: KnownInspection) {
        guard let day = letter.day else { return nil }
        self.init(
            day: day, title: letter.best.title, url: DrawnTimeline.followable(letter.best.url),
            isUrgent: PriorityAction(in: letter.best.facts)?.isUrgent == true)
    }
}
