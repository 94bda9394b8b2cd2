import History
import Inspections
import Text

/// What an operator states of a letter on a visit: whether there are areas for priority action.
struct LetterRuling {
    let action: PriorityAction

    /// How it is written.
    static let form =
        PriorityAction.fact + "=" + PriorityAction.allCases.map(\.rawValue).joined(separator: "|")

    /// `nil` where that is not named; an error where it cannot be stated so.
    init?(_ stated: [(area: String, grade: String)]) throws(RulingMistake) {
        let facts = stated.filter { WrittenName.of($0.area, among: [PriorityAction.fact]) != nil }
        guard let fact = facts.first else { return nil }
        guard stated.count == 1 else {
            throw RulingMistake(
                description: "a letter states no grade: name \(PriorityAction.fact) once, and nothing beside it")
        }
        let known = WrittenName.of(fact.grade, among: PriorityAction.allCases.map(\.rawValue))
        guard let action = known.flatMap(PriorityAction.init(rawValue:)) else {
            throw RulingMistake(description: "\"\(fact.grade)\" says nothing of it: write \(LetterRuling.form)")
        }
        self.action = action
    }

    /// Nothing is printed of what an operator has decided.
    func state(of last: Inspections.Statement, _ dates: InspectionDates, into statement: inout NewStatement) {
        statement.facts[PriorityAction.fact] = action.rawValue
        statement.facts[PriorityAction.printedFact] = nil
        statement.basis = .ruling
        statement.dates = InspectionDates(start: dates.start ?? last.dates.start, end: dates.end ?? last.dates.end)
    }
}
