package import Foundation
package import History
package import Inspections
import Text

/// An operator's decision on a publication.
package struct Ruling: Sendable {
    package enum Decision: Sendable {
        /// What its document states is right.
        case accept
        /// Nothing that it states counts, now or later.
        case reject
        /// The decision before no longer holds.
        case withdraw
        /// It states these grades, of one area each, or this fact of a letter; with other days of inspection where
        /// `dates` has some.
        case state([(area: String, grade: String)], framework: String?, dates: InspectionDates)

        /// Whether it says that what is stated counts.
        fileprivate var counts: Bool {
            switch self {
            case .accept, .state: true
            case .reject, .withdraw: false
            }
        }
    }

    let decision: Decision
    let who: String
    let why: String

    package init(decision: Decision, who: String, why: String) {
        self.decision = decision
        self.who = who
        self.why = why
    }

    var kind: Inspections.Statement.Ruling {
        switch decision {
        case .accept: .accept
        case .reject: .reject
        case .withdraw: .withdraw
        case .state: .state
        }
    }
}

/// Why an operator's decision cannot be recorded, and what to do instead.
package struct RulingMistake: Error, CustomStringConvertible {
    package let description: String
}

extension Recorder {
    /// Records a decision; answers the alerts that follow. `publications`: all entries for one document.
    package func rule(
        _ ruling: Ruling, on publications: [StoredPublication], at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let (feed, concerned) = try decide(ruling, on: publications, at: now, in: history)
        return try settlement.settle(feed: feed, only: concerned, manner: .released, at: now, in: history).alerts
    }

    /// Records a decision as a statement like any other; answers whose news may follow from it, and of which feed.
    func decide(
        _ ruling: Ruling, on publications: [StoredPublication], at now: Date, in history: HistoryTransaction
    ) throws -> (feed: String, concerned: Set<ProviderID>) {
        let stated = try publications.compactMap(\.row).flatMap {
            try history.statements(ofPublication: $0, sources: sources)
        }
        guard
            let last = stated.filter({ $0.ruling == nil || $0.ruling == .state || $0.ruling == .accept }).max(by: {
                $0.id < $1.id
            }),
            let publication = publications.first(where: { $0.row == last.publication })
        else {
            throw RulingMistake(
                description: "nothing is known of what it states yet; `ratingwatch publications` shows its state")
        }
        // Else the decision would be kept, and nothing would follow from it.
        if ruling.decision.counts, stated.isRejected {
            throw RulingMistake(
                description:
                    "it is rejected, so that nothing it states counts; `ratingwatch rule … withdraw` takes that back"
            )
        }
        var statement = NewStatement(repeating: last)
        // What is decided is newer than all that is there, however that is dated in its listings.
        statement.listed = stated.contains { $0.listed == nil } ? nil : stated.compactMap(\.listed).max()
        statement.ruling = ruling.kind
        statement.ruledBy = ruling.who
        statement.ruledWhy = ruling.why
        var settled = publication
        switch ruling.decision {
        case .accept:
            // A doubt that a newer version, or a decision, has superseded is none any longer.
            if publication.state != .doubtful || last.trust != .doubtful {
                throw RulingMistake(
                    description: "nothing of it is in doubt; `ratingwatch publications` shows its state")
            }
            try accept(last, into: &statement, in: history)
            settled.decide(ruling, becoming: .read)
        case .state(let grades, let framework, let dates):
            try state(grades, framework: framework, dates: dates, of: last, ruling, into: &statement, in: history)
            if let today = CalendarDate(london: now) {
                try check(statement.dates, stated: dates, of: last, on: today)
            }
            settled.decide(ruling, becoming: .read)
        case .reject:
            statement.judgements = []
            settled.decide(ruling, becoming: .notAReport)
        case .withdraw:
            try withdraw(from: stated, into: &statement, &settled, ruling, in: history)
        }
        settled.providerID = statement.provider
        try save(providerOf: publication, statement, in: history)
        try state(statement, after: last, feed: publication.feed, at: now, in: history)
        settled = try save(settled, after: publication, at: now, in: history)
        let concerned = Set(stated.map(\.provider)).union([statement.provider])
        for provider in concerned { try unsettle(provider, feed: publication.feed, in: history) }
        if settled.state == .read {
            try endDoubts(
                ofAddress: statement.address, of: publication.feed, except: last.publication, at: now, in: history)
        }
        return (publication.feed, concerned)
    }

    private func accept(
        _ doubtful: Inspections.Statement, into statement: inout NewStatement, in history: HistoryTransaction
    ) throws {
        statement.judgements += try undisputed(doubtful, stated: [], in: history)
        if doubtful.framework != nil, statement.judgements.isEmpty {
            throw RulingMistake(
                description: "its document states no grade that could be accepted; see `rule … state AREA=GRADE`")
        }
    }

    /// What a document in doubt states once, of the areas that nobody has stated yet; what it states twice, or not at
    /// all, a person must say.
    private func undisputed(
        _ doubtful: Inspections.Statement, stated: Set<String>, in history: HistoryTransaction
    ) throws -> [Judgement] {
        let witnesses = try history.witnesses(of: doubtful.id).filter { !stated.contains($0.area) }
        var areas: [String] = []
        for witness in witnesses where !areas.contains(witness.area) { areas.append(witness.area) }
        let open = areas.filter { area in
            let grades = Set(witnesses.filter { $0.area == area }.map(\.grade))
            return grades.count != 1 || grades.contains(nil)
        }
        if open.contains(PriorityAction.fact) {
            throw RulingMistake(
                description: "it does not say clearly whether there are areas for priority action: say it with "
                    + "`ratingwatch rule … state \(LetterRuling.form)`")
        }
        if !open.isEmpty {
            let pairs = open.map { "\($0)=GRADE" }.joined(separator: " ")
            throw RulingMistake(
                description: "it does not say which grade holds: say it with `ratingwatch rule … state \(pairs)`")
        }
        return areas.compactMap { area in
            witnesses.first { $0.area == area }.flatMap { witness in
                witness.grade.map {
                    Judgement(
                        area: area, grade: $0, printed: witness.printed, page: witness.page, evidence: witness.evidence)
                }
            }
        }
    }

    private func state(
        _ grades: [(area: String, grade: String)], framework: String?, dates: InspectionDates,
        of last: Inspections.Statement, _ ruling: Ruling, into statement: inout NewStatement,
        in history: HistoryTransaction
    ) throws {
        if framework == nil, last.framework == nil, let letter = try LetterRuling(grades) {
            letter.state(of: last, dates, into: &statement)
            return
        }
        let frameworks = comparison.frameworks.all.map(\.id)
        guard let id = (framework ?? last.framework).flatMap({ WrittenName.of($0, among: frameworks) }),
            let known = comparison.frameworks[id]
        else {
            throw RulingMistake(
                description: "its framework is not known: name it with --framework, one of "
                    + frameworks.joined(separator: ", ") + "; of a letter say \(LetterRuling.form)")
        }
        let grades = try grades.named(in: known)
        var judgements = last.judgements
        if last.trust == .doubtful {
            judgements += try undisputed(last, stated: Set(grades.keys), in: history)
        }
        let foreign = judgements.map(\.area).filter { area in !known.areas.contains { $0.id == area } }
        if !foreign.isEmpty {
            throw RulingMistake(
                description:
                    "\(id) does not have all areas that its document states (\(foreign.joined(separator: ", "))): "
                    + "name the framework that has them with --framework, or reject it")
        }
        for (area, grade) in grades.sorted(by: { $0.key < $1.key }) {
            let judgement = Judgement(
                // Nothing is printed; who has decided stands with the statement, and is nobody's business but the
                // operators'.
                area: area, grade: grade, printed: "", page: nil, evidence: "an operator's decision: \(ruling.why)")
            judgements.removeAll { $0.area == area }
            judgements.append(judgement)
        }
        let order = known.areas.map(\.id)
        statement.judgements = judgements.sorted {
            (order.firstIndex(of: $0.area) ?? .max, $0.area) < (order.firstIndex(of: $1.area) ?? .max, $1.area)
        }
        statement.framework = id
        statement.basis = .ruling
        statement.dates = InspectionDates(start: dates.start ?? last.dates.start, end: dates.end ?? last.dates.end)
    }

    /// Days that no inspection can have are a slip of the pen, which readers would be told at once. `stated`: those
    /// that the operator names.
    private func check(
        _ dates: InspectionDates, stated: InspectionDates, of last: Inspections.Statement,
        on today: CalendarDate
    ) throws {
        var doubt = Plausibility(today: today).doubt(
            about: dates, published: stated.start == nil ? nil : last.published, printed: nil)?.reason
        if let start = dates.start, let end = dates.end, end.lastDay < start.firstDay {
            doubt = doubt ?? "it says that the inspection ended on \(end.iso), before it began on \(start.iso)"
        } else if let end = dates.end, end.firstDay > today {
            doubt = doubt ?? "it says that the inspection ended on \(end.iso), which is yet to come"
        }
        if let doubt { throw RulingMistake(description: "\(doubt): name the right days with --start and --end") }
    }

    /// What was in doubt before the decision is in doubt again.
    private func withdraw(
        from stated: [Inspections.Statement], into statement: inout NewStatement, _ settled: inout StoredPublication,
        _ ruling: Ruling, in history: HistoryTransaction
    ) throws {
        let earlier = stated.filter { $0.ruling != nil && $0.ruling != .withdraw }.map(\.id).max() ?? 0
        guard earlier > stated.lastWithdrawal else {
            throw RulingMistake(description: "no decision on it can be withdrawn")
        }
        statement.judgements = []
        let newest = stated.filter { $0.ruling == nil }.max { $0.id < $1.id }
        let isDoubtful = newest?.trust == .doubtful
        settled.decide(ruling, becoming: isDoubtful ? .doubtful : .read)
        if isDoubtful, let row = settled.row {
            settled.reason = try history.lastDoubt(ofPublication: row) ?? settled.reason
        }
    }
}

extension StoredPublication {
    /// What becomes of it an operator has said, whatever is read.
    mutating func follow(_ decision: Inspections.Statement) {
        guard let ruling = decision.ruling, let who = decision.ruledBy, let why = decision.ruledWhy else { return }
        decide(ruling, by: who, because: why, becoming: ruling == .reject ? .notAReport : .read)
    }

    fileprivate mutating func decide(_ ruling: Ruling, becoming state: PublicationState) {
        decide(ruling.kind, by: ruling.who, because: ruling.why, becoming: state)
    }

    private mutating func decide(
        _ ruling: Inspections.Statement.Ruling, by who: String, because why: String, becoming state: PublicationState
    ) {
        let what =
            switch ruling {
            case .accept: "accepted"
            case .state: "stated"
            case .reject: "rejected"
            case .withdraw: "the decision was withdrawn"
            }
        self.state = state
        self.reason = "\(what) by \(who): \(why)"
        self.nextTry = nil
        self.unresolvedSince = nil
    }
}

extension [(area: String, grade: String)] {
    /// Areas and their grades by the ids that are meant, however they are written.
    fileprivate func named(in framework: Framework) throws(RulingMistake) -> [String: String] {
        var named: [String: String] = [:]
        let (areas, scale) = (framework.areas.map(\.id), framework.scale)
        for (asked, grade) in self {
            guard let area = WrittenName.of(asked, among: areas) else {
                throw RulingMistake(
                    description:
                        "\(framework.id) has no area \"\(asked)\"; its areas are \(areas.joined(separator: ", "))")
            }
            guard let known = WrittenName.of(grade, among: Set(scale.names.keys).union(scale.ranks.keys)) else {
                throw RulingMistake(
                    description: "\(framework.id) has no grade \"\(grade)\"; its grades are "
                        + scale.ranks.sorted { $0.value > $1.value }.map(\.key).joined(separator: ", "))
            }
            if named.updateValue(known, forKey: area) != nil {
                throw RulingMistake(description: "\(area) is named twice: name each area with the one grade that holds")
            }
        }
        return named
    }
}
