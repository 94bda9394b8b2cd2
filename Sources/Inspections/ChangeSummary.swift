/// Puts a change into one readable sentence.
package struct ChangeSummary: Sendable {
    private let names: ReaderNames

    package init(frameworks: FrameworkCatalogue) { names = ReaderNames(frameworks) }

    /// `Cheshire East: overall effectiveness declined from requires improvement to inadequate`.
    package func sentence(of change: Change, provider: String, framework: String) -> String {
        let moved = change.judgements.filter { $0.direction == .improved || $0.direction == .declined }
        if !moved.isEmpty {
            let parts = moved.map { judgement in
                "\(areaName(judgement.area, framework)) \(judgement.direction?.rawValue ?? "") from "
                    + "\(gradeName(judgement.from, framework)) to \(gradeName(judgement.to?.grade, framework))"
            }
            return "\(provider): " + parts.joined(separator: "; ")
        }
        let grades = change.judgements.compactMap { judgement in
            judgement.to.map { "\(areaName(judgement.area, framework)) \(gradeName($0.grade, framework))" }
        }
        return "\(provider): \(heading(of: change)): " + grades.joined(separator: ", ")
    }

    /// `Kent: overall effectiveness is requires improvement, not inadequate as told (declined from good)`.
    package func sentence(
        correcting change: Change, provider: String, framework: String, isMoved: Bool
    ) -> String {
        if isMoved { return "\(provider): what was told of this inspection is another provider's" }
        let corrected = change.judgements.filter { $0.was != nil }
        let concerned =
            corrected.isEmpty ? change.judgements.filter { change.corrected?.contains($0.area) ?? true } : corrected
        let parts = concerned.map { judgement in
            let area = areaName(judgement.area, framework)
            let said = judgement.was.map { ", not \(gradeName($0, framework)) as told" } ?? ""
            guard let to = judgement.to else { return "\(area) has no grade\(said)" }
            return "\(area) is \(gradeName(to.grade, framework))\(said)" + compared(judgement, framework)
        }
        return "\(provider): " + parts.joined(separator: "; ")
    }

    /// `Kent: overall effectiveness is good by one, and inadequate by the other`.
    package func sentence(disputed change: Change, provider: String, framework: String) -> String {
        let parts = change.judgements.map { judgement in
            "\(areaName(judgement.area, framework)) is \(gradeName(judgement.from, framework)) by one, and "
                + "\(gradeName(judgement.to?.grade, framework)) by the other"
        }
        return "\(provider): " + parts.joined(separator: "; ")
    }

    /// `areas for priority action: Focused visit`: what may be urgent stands first.
    package func sentence(ofLetter title: String, facts: [String: String]) -> String {
        let action = PriorityAction(in: facts)
        let others = PriorityAction.stated(facts).filter { action == nil || $0.key != PriorityAction.fact }
            .sorted { $0.key < $1.key }.map { "\($0.key.replacing("_", with: " ")): \($0.value)" }
        let behind = (action == .no ? [PriorityAction.no.words] : []) + others
        return (action?.isUrgent == true ? "\(action?.words ?? ""): " : "") + title
            + (behind.isEmpty ? "" : " (\(behind.joined(separator: ", ")))")
    }

    private func compared(_ judgement: JudgementChange, _ framework: String) -> String {
        switch judgement.direction {
        case .improved, .declined:
            " (\(judgement.direction?.rawValue ?? "") from \(gradeName(judgement.from, framework)))"
        case .unchanged: " (unchanged)"
        default: ""
        }
    }

    private func heading(of change: Change) -> String {
        if change.late { return "a late report of an earlier inspection" }
        if let blocker = change.blockedBy {
            let which = blocker.published.map { "the report published \($0.iso)" } ?? "an earlier report"
            return "new inspection, not compared because \(which) is \(blocker.state.rawValue)"
        }
        if change.judgements.contains(where: { $0.direction == .first }) { return "first inspection known" }
        return change.direction == .unchanged ? "no rating changed" : "new inspection, ratings not comparable"
    }

    func areaName(_ id: String, _ framework: String) -> String { names.area(id, of: framework) }

    func gradeName(_ id: String?, _ framework: String) -> String { names.grade(id, of: framework) }
}

extension ChangeSummary {
    /// Who is named in a sentence; the alert's data has all.
    private static let mostNames = 10

    /// `our-schools: 2 providers are below good in overall effectiveness, inspected within 365 days: Kent (inadequate,
    /// …)`.
    package func sentence(of crossing: PortfolioCrossing) -> String {
        let rule = crossing.rule
        let framework = crossing.members.last?.framework ?? ""
        let names = crossing.members.prefix(ChangeSummary.mostNames).map { member in
            let day = member.dates.start.map { ", \($0.iso)" } ?? ""
            return "\(member.provider.name) (\(gradeName(member.grade, member.framework))\(day))"
        }
        let others = crossing.members.count - names.count
        return
            "\(rule.name): \(crossing.members.count == 1 ? "1 provider is" : "\(crossing.members.count) providers are")"
            + " below \(gradeName(rule.below, framework)) in \(areaName(rule.area, framework)), inspected within "
            + "\(rule.days) days: " + names.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
    }
}
