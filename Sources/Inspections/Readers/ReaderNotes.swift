/// What an alert says beside its judgements, a sentence each.
struct ReaderNotes {
    private let content: AlertContent
    private let names: ReaderNames

    init(_ content: AlertContent, names: ReaderNames) {
        self.content = content
        self.names = names
    }

    var sentences: [String] { facts + basis + relations + consequences + doubts }

    private var data: AlertContent.Facts { content.data }

    /// The gravest first.
    private var facts: [String] {
        var sentences: [String] = []
        switch PriorityAction(in: data.facts) {
        case .yes: sentences.append("The letter states areas for priority action.")
        case .remain: sentences.append("Areas for priority action of an earlier visit remain.")
        case .no: sentences.append("The letter states no area for priority action.")
        case nil: break
        }
        for (name, value) in (data.facts ?? [:]).sorted(by: { $0.key < $1.key }) {
            if name == PriorityAction.fact, PriorityAction(rawValue: value) != nil { continue }
            let isPrinted = name == PriorityAction.printedFact
            sentences.append("\(isPrinted ? "In its words" : name.replacing("_", with: " ")): \(value)")
        }
        return sentences
    }

    /// A report is the rule and goes without saying.
    private var basis: [String] {
        var sentences: [String] = []
        switch data.basis.flatMap(Basis.init(rawValue:)) {
        case .press: sentences.append("This is from a press article, not from the report itself.")
        case .table: sentences.append("This is from its publisher's own list of ratings, not from a report.")
        case .ruling: sentences.append("This is an operator's decision.")
        case .report, nil: break
        }
        if data.late == true {
            sentences.append("This report is late: a later inspection is known already, so nothing is compared.")
        }
        return sentences
    }

    private var relations: [String] {
        var sentences: [String] = []
        switch data.because.flatMap(CorrectionCause.init(rawValue:)) {
        case .publisher: sentences.append("The publisher states something else now.")
        case .reading: sentences.append("The same document is read differently now.")
        case .ruling: sentences.append("An operator has decided so.")
        case nil: break
        }
        if let other = data.movedTo { sentences.append("The inspection is one of \(other).") }
        if let follows = data.follows { sentences.append("This settles what alert \(follows) left open.") }
        if let voids = data.voids, !voids.isEmpty {
            sentences.append("This takes back \(voids.joined(separator: ", ")).")
        }
        return sentences
    }

    private var consequences: [String] {
        (data.consequences ?? []).map { consequence in
            let framework = consequence.inspection.framework
            let day = consequence.inspection.start.flatMap(CalendarDate.init(dayOrMonth:))
            let which = day.map { "the inspection of \($0.inWords)" } ?? "another inspection"
            return "So for \(which), \(names.area(consequence.area, of: framework)): "
                + "\(words(consequence.now, framework)) (told: \(words(consequence.told, framework)))"
        }
    }

    private var doubts: [String] { (data.doubts ?? []).map { "In doubt: \($0)" } }

    /// `declined from good`.
    private func words(_ comparison: AlertContent.Consequence.Comparison, _ framework: String?) -> String {
        let from = comparison.from.map { names.grade($0, of: framework) }
        switch comparison.direction.flatMap(Direction.init(rawValue:)) {
        case .improved, .declined: return "\(comparison.direction ?? "") from \(from ?? "no grade")"
        case .unchanged: return "as before"
        case .first: return "the first grade known"
        case .notComparable: return from.map { "does not compare with \($0)" } ?? "not compared"
        case .noLongerGraded: return "not graded" + (from.map { " (was \($0))" } ?? "")
        case nil: return "not compared"
        }
    }
}
