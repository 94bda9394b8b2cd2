package import Foundation
import Synchronization

/// Keeps what ends the program from ending it again and again.
///
/// What it works on is marked until that has come to its end, recording and all. A start that finds marks leaves their
/// owners out until a back-off has passed; then what was marked is done in a process of its own first, one at a time,
/// so that what ends that process ends no daemon, and an innocent is known by that.
package final class CrashGuard: Sendable {
    /// A piece of work that something from outside may make the program's end.
    package struct Work: Sendable {
        /// Who is left out where it went wrong: a feed or a receiver.
        package let owner: CrashOwner
        /// What of the owner's is worked on, for people: a readable address, an alert's id.
        package let subject: String
        /// How a process of its own does it; `nil` where none can.
        let rehearsal: OwnProgram?

        package init(owner: CrashOwner, subject: String, rehearsal: OwnProgram?) {
            self.owner = owner
            self.subject = subject
            self.rehearsal = rehearsal
        }

        fileprivate var name: Name { Name(owner: owner, subject: subject) }
    }

    /// What was under way when the process before this one died.
    package struct Left: Sendable {
        package let owner: CrashOwner
        package let subject: String
        /// How often in a row the program died while it was.
        package let deaths: Int
        /// Until when its owner is left out.
        package let restEnd: Date
    }

    fileprivate struct Name: Hashable {
        let owner: CrashOwner
        package let subject: String
    }

    private struct Suspect {
        /// In a row.
        var deaths: Int
        /// Its place among the marks.
        var place: Int?
    }

    private struct State {
        var suspects: [Name: Suspect] = [:]
        var rests: [CrashOwner: Date] = [:]
        /// Of what was done for an owner and has not come to its end, with the place of each mark.
        var done: [CrashOwner: [(name: Name, place: Int?)]] = [:]
        /// Places of the marks of what is under way.
        var underWay: Set<Int> = []
        /// What a process of its own has died of already, and how.
        var convicted: [Name: String] = [:]
        var isClosed = false
        var left: [Name] = []
    }

    /// `nil` where nothing is guarded.
    private let marks: CrashMarks?
    private let rehearse: @Sendable (OwnProgram) async -> OwnProgram.Ending
    private let state: Mutex<State>
    private let turns = FairTurns(1)

    /// `rehearse`: runs a process to its end.
    package init(
        marks: CrashMarks?,
        rehearse: @escaping @Sendable (OwnProgram) async -> OwnProgram.Ending = { await $0.run() }
    ) {
        self.marks = marks
        self.rehearse = rehearse
        var state = State()
        for mark in marks?.found.compactMap({ CrashMark($0.text) }) ?? [] {
            let name = Name(owner: mark.owner, subject: mark.subject)
            // One that is under way is one death more.
            state.suspects[name, default: Suspect(deaths: 0)].deaths += max(1, mark.deaths)
            if mark.deaths == 0, !state.left.contains(name) { state.left.append(name) }
        }
        for (name, suspect) in state.suspects {
            state.suspects[name]?.place = marks?.set(
                CrashMark(deaths: suspect.deaths, owner: name.owner, subject: name.subject).text)
        }
        for mark in marks?.found ?? [] { marks?.clear(mark.place) }
        self.state = Mutex(state)
    }

    /// One that guards nothing.
    package static var none: CrashGuard { CrashGuard(marks: nil) }

    /// Notes what a process of its own has died of: it is not done.
    package func convict(_ subject: String, of owner: CrashOwner, how: String) {
        state.withLock { $0.convicted[Name(owner: owner, subject: subject)] = how }
    }

    /// What was under way when the process before this one died, once: from now on its owners are left out. `delay`:
    /// for so many seconds after so many deaths.
    package func takeLeft(at now: Date, delay: (CrashOwner, Int) -> Double) -> [Left] {
        state.withLock { state in
            defer { state.left = [] }
            return state.left.map { name in
                let deaths = state.suspects[name]?.deaths ?? 1
                let end = max(
                    now.addingTimeInterval(delay(name.owner, deaths)), state.rests[name.owner] ?? .distantPast)
                state.rests[name.owner] = end
                return Left(owner: name.owner, subject: name.subject, deaths: deaths, restEnd: end)
            }
        }
    }

    /// Until when an owner is left out; `nil` where it is not.
    package func restEnd(of owner: CrashOwner, at now: Date) -> Date? {
        state.withLock { state in
            if state.rests.isEmpty { return nil }
            return state.rests[owner].flatMap { $0 > now ? $0 : nil }
        }
    }

    /// True where something of the owner's was under way when the program died, and was not recorded since.
    package func isSuspected(_ owner: CrashOwner) -> Bool {
        state.withLock { state in state.suspects.keys.contains { $0.owner == owner } }
    }

    /// Does a piece of work under a mark, which stays until `end`; what is suspected only after a process of its own
    /// has done it. `apart`: what it came to where that process has done it for good, well or not.
    package func perform<Result>(
        _ work: Work, apart: ((Bool) -> Result)? = nil, _ body: () async -> Result
    ) async throws(SuspectedWork) -> Result {
        let (isSuspect, how) = state.withLock { ($0.suspects[work.name] != nil, $0.convicted[work.name]) }
        if let how { throw SuspectedWork(cause: .crashed(how)) }
        guard let marks else { return await body() }
        guard isSuspect, let rehearsal = work.rehearsal else {
            let place = begin(work, marks)
            let result = await body()
            note(work, place)
            return result
        }
        await turns.take(for: work.owner.name)
        let place = begin(work, marks)
        let ending = await rehearse(rehearsal)
        var result: Result?
        if case .ended(let isGood) = ending { result = if let apart { apart(isGood) } else { await body() } }
        await turns.leave(work.owner.name)
        guard let result else {
            end(place, marks)
            // What a stop has cut short says nothing.
            guard case .crashed(let how) = ending, !Task.isCancelled else { throw SuspectedWork(cause: .stopped) }
            throw SuspectedWork(cause: .crashed(how))
        }
        note(work, place)
        return result
    }

    /// Has a process of its own do what is about to follow from what was done for a suspected owner; how that ended.
    /// `nil` where nothing was done, or nothing can be said.
    package func rehearse(_ program: OwnProgram, of owner: CrashOwner) async -> SuspectedWork? {
        guard state.withLock({ $0.done[owner] != nil }) else { return nil }
        await turns.take(for: owner.name)
        let ending = await rehearse(program)
        await turns.leave(owner.name)
        guard case .crashed(let how) = ending else { return nil }
        return SuspectedWork(cause: Task.isCancelled ? .stopped : .crashed(how))
    }

    /// An owner whose work was not done is left out for a while.
    package func leaveOut(_ owner: CrashOwner, until end: Date) {
        state.withLock { $0.rests[owner] = end }
    }

    /// What was done for an owner is recorded: the program has borne it.
    package func acquit(_ owner: CrashOwner) {
        let places = state.withLock { state in
            if state.suspects.isEmpty { return [] as [Int] }
            return (state.done[owner] ?? []).compactMap { state.suspects.removeValue(forKey: $0.name)?.place }
        }
        for place in places { marks?.clear(place) }
    }

    /// The same of work that is known by its name alone.
    package func acquit(_ owner: CrashOwner, _ subject: String) {
        let place = state.withLock { $0.suspects.removeValue(forKey: Name(owner: owner, subject: subject))?.place }
        if let place { marks?.clear(place) }
    }

    /// What was done for an owner has come to its end, recorded or given up.
    package func end(_ owner: CrashOwner) {
        guard let marks else { return }
        for work in state.withLock({ $0.done.removeValue(forKey: owner) }) ?? [] { end(work.place, marks) }
    }

    /// At the beginning of an orderly stop, which leaves no mark however it ends.
    package func close() {
        guard let marks else { return }
        let open = state.withLock { state in
            state.isClosed = true
            defer { state.underWay = [] }
            return state.underWay
        }
        for place in open { marks.clear(place) }
    }

    private func begin(_ work: Work, _ marks: CrashMarks) -> Int? {
        state.withLock { state in
            if state.isClosed { return nil }
            let place = marks.set(CrashMark(deaths: 0, owner: work.owner, subject: work.subject).text)
            state.underWay.insert(place)
            return place
        }
    }

    private func end(_ place: Int?, _ marks: CrashMarks) {
        let isOpen = state.withLock { state in place.flatMap { state.underWay.remove($0) } != nil }
        if isOpen, let place { marks.clear(place) }
    }

    private func note(_ work: Work, _ place: Int?) {
        state.withLock { $0.done[work.owner, default: []].append((work.name, place)) }
    }
}

/// Whose work the program died of, or may have.
package enum CrashOwner: Hashable, Sendable {
    case feed(String)
    case receiver(String)

    /// Its name in the configuration.
    package var name: String {
        switch self {
        case .feed(let name), .receiver(let name): name
        }
    }
}

/// Work that was not done, since the program died of it, or a process of its own has.
package struct SuspectedWork: Error, Sendable, Hashable, CustomStringConvertible {
    enum Cause: Hashable {
        /// In a process of its own; how, for people.
        case crashed(String)
        /// A stop came first.
        case stopped
    }

    let cause: Cause

    /// How a process of its own has died of it; `nil` where a stop came first.
    package var how: String? {
        switch cause {
        case .crashed(let how): how
        case .stopped: nil
        }
    }

    package var description: String {
        switch cause {
        case .crashed(let how):
            "the program ended while it was working on this, and so did a process of its own now (\(how)); nothing of it is recorded"
        case .stopped: "it was stopped"
        }
    }
}

/// A line of the file of marks.
private struct CrashMark {
    /// How often in a row the program died of a suspect; 0 for what is under way.
    let deaths: Int
    let owner: CrashOwner
    let subject: String
}

extension CrashMark {
    init?(_ line: String) {
        let fields = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 4, let deaths = Int(fields[0]) else { return nil }
        switch fields[1] {
        case "feed": self.init(deaths: deaths, owner: .feed(fields[2]), subject: fields[3])
        case "receiver": self.init(deaths: deaths, owner: .receiver(fields[2]), subject: fields[3])
        default: return nil
        }
    }

    var text: String {
        let kind = if case .feed = owner { "feed" } else { "receiver" }
        return ["\(deaths)", kind, owner.name, subject].map { $0.filter { $0 != "\t" && $0 != "\n" } }
            .joined(separator: "\t")
    }
}
