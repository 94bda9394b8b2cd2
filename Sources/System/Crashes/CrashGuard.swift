package import Foundation
import Synchronization

/// Keeps what ends the program from ending it again and again.
///
/// What it works on is marked while that lasts. A start that finds marks leaves their owners out until a back-off has
/// passed; then what was marked is done in a process of its own first, one at a time, so that what ends that process
/// ends no daemon, and an innocent is known by that.
package final class CrashGuard: Sendable {
    /// A piece of work that something from outside may make the program's end.
    package struct Work: Sendable {
        /// Who is left out where it went wrong: a feed or a receiver.
        package let owner: CrashOwner
        /// What of the owner's is worked on, for people: a readable address, an alert's id.
        let subject: String
        /// How a process of its own does it.
        let rehearsal: OwnProgram

        package init(owner: CrashOwner, subject: String, rehearsal: OwnProgram) {
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
        let subject: String
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
        /// What was done since an owner's work was last recorded.
        var done: [CrashOwner: [Name]] = [:]
        /// Places of the marks of what is under way.
        var underWay: Set<Int> = []
        var isClosed = false
        var left: [Name] = []
    }

    /// `nil` where nothing is guarded.
    private let marks: CrashMarks?
    private let rehearse: @Sendable (OwnProgram) async -> OwnProgram.Ending
    private let state: Mutex<State>
    private let turns = FairTurns(1)

    /// Deaths in a row that are no chance any more.
    package static let provenDeaths = 2

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

    /// Does a piece of work under a mark; what is suspected only after a process of its own has done it.
    package func perform<Result>(
        _ work: Work, _ body: () async -> Result
    ) async throws(SuspectedWork) -> Result {
        guard let marks else { return await body() }
        guard state.withLock({ !$0.suspects.isEmpty && $0.suspects[work.name] != nil }) else {
            let place = begin(work, marks)
            let result = await body()
            end(place, marks)
            note(work)
            return result
        }
        await turns.take(for: work.owner.name)
        let place = begin(work, marks)
        var ending = await rehearse(work.rehearsal)
        var result: Result?
        if case .ended = ending { result = await body() }
        // What a stop has cut short says nothing.
        if Task.isCancelled { ending = .ended }
        end(place, marks)
        await turns.leave(work.owner.name)
        guard let result else {
            if case .crashed(let how) = ending { throw SuspectedWork(cause: .crashed(how)) }
            throw SuspectedWork(cause: .stopped)
        }
        note(work)
        return result
    }

    /// Marks that what was done for an owner is being recorded; `nil` where nothing was, as after most polls.
    package func beginRecording(_ owner: CrashOwner, subject: String) -> Int? {
        guard let marks, state.withLock({ $0.done[owner] != nil }) else { return nil }
        return begin(owner, subject, marks)
    }

    /// What was done for an owner is recorded, or given up.
    package func endRecording(_ owner: CrashOwner, subject: String, _ place: Int?, isRecorded: Bool) {
        guard let marks, let place else { return }
        end(place, marks)
        let done = state.withLock { $0.done.removeValue(forKey: owner) } ?? []
        if isRecorded { acquit(done + [Name(owner: owner, subject: subject)]) }
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
        begin(work.owner, work.subject, marks)
    }

    private func begin(_ owner: CrashOwner, _ subject: String, _ marks: CrashMarks) -> Int? {
        state.withLock { state in
            if state.isClosed { return nil }
            let place = marks.set(CrashMark(deaths: 0, owner: owner, subject: subject).text)
            state.underWay.insert(place)
            return place
        }
    }

    private func end(_ place: Int?, _ marks: CrashMarks) {
        let isOpen = state.withLock { state in place.flatMap { state.underWay.remove($0) } != nil }
        if isOpen, let place { marks.clear(place) }
    }

    /// What a receiver was given is done with; what was read of a feed is still to be recorded.
    private func note(_ work: Work) {
        switch work.owner {
        case .feed: state.withLock { $0.done[work.owner, default: []].append(work.name) }
        case .receiver: acquit([work.name])
        }
    }

    private func acquit(_ names: [Name]) {
        let places = state.withLock { state in
            state.suspects.isEmpty ? [] : names.compactMap { state.suspects.removeValue(forKey: $0)?.place }
        }
        for place in places { marks?.clear(place) }
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
