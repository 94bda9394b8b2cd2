import Foundation
import Synchronization
import TestSupport
import Testing

@testable import System

/// What is known of the process before this one by the marks that it has left.
@Suite struct CrashGuardTests {
    private let folder: TemporaryFolder
    private let now = Date(timeIntervalSince1970: 1_780_315_200)

    init() throws { folder = try TemporaryFolder() }

    /// As a start opens it; `ending`: what becomes of a process of its own.
    private func opened(
        _ ending: OwnProgram.Ending = .ended(isGood: true), rehearsed: Rehearsals = Rehearsals()
    ) throws -> CrashGuard {
        CrashGuard(marks: try CrashMarks(path: folder.path("under-way"))) { own in
            rehearsed.note(own.arguments)
            return ending
        }
    }

    private final class Rehearsals: Sendable {
        private let seen = Mutex<[[String]]>([])
        func note(_ arguments: [String]) { seen.withLock { $0.append(arguments) } }
        var all: [[String]] { seen.withLock { $0 } }
    }

    private final class AtOnce: Sendable {
        private let count = Mutex((now: 0, most: 0))
        func enter() { count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { count.withLock { $0.now -= 1 } }
        var most: Int { count.withLock { $0.most } }
    }

    private func work(_ feed: String, _ subject: String = "listing") -> CrashGuard.Work {
        CrashGuard.Work(owner: .feed(feed), subject: subject, rehearsal: OwnProgram(["read", feed]))
    }

    /// Leaves the marks that a process leaves that dies while it does this.
    private func die(of works: CrashGuard.Work...) async throws {
        let crashes = try opened()
        await die(of: works[...], crashes)
    }

    private func die(of works: ArraySlice<CrashGuard.Work>, _ crashes: CrashGuard) async {
        guard let first = works.first else {
            // What the next start finds is what stands in the file now.
            try? FileManager.default.copyItem(atPath: folder.path("under-way"), toPath: folder.path("left"))
            return
        }
        _ = try? await crashes.perform(first) { await die(of: works.dropFirst(), crashes) }
        if works.startIndex == 0 {
            try? FileManager.default.removeItem(atPath: folder.path("under-way"))
            try? FileManager.default.moveItem(atPath: folder.path("left"), toPath: folder.path("under-way"))
        }
    }

    private func recorded(_ crashes: CrashGuard, _ owner: CrashOwner) {
        crashes.acquit(owner)
        crashes.end(owner)
    }

    /// Does something that takes the marks away, and puts them back.
    private func keepMarks(_ body: () throws -> Void) throws {
        try FileManager.default.copyItem(atPath: folder.path("under-way"), toPath: folder.path("kept"))
        try body()
        // The file itself: it is open.
        try Data(contentsOf: URL(filePath: folder.path("kept"))).write(to: URL(filePath: folder.path("under-way")))
        try FileManager.default.removeItem(atPath: folder.path("kept"))
    }

    private func left(_ crashes: CrashGuard) -> [String] {
        crashes.takeLeft(at: now) { _, deaths in Double(deaths) * 60 }.map {
            "\($0.owner.name) \($0.subject) \($0.deaths) \(Int($0.restEnd.timeIntervalSince(now)))"
        }.sorted()
    }

    @Test func whatEndsInOrderLeavesNothing() async throws {
        let crashes = try opened()
        #expect(try await crashes.perform(work("a")) { 1 } == 1)
        // Until it is recorded, and that is told.
        try keepMarks {
            let found = try left(opened()); #expect(found == ["a listing 1 60"])
        }
        crashes.acquit(.feed("a"))
        try keepMarks {
            let found = try left(opened()); #expect(found == ["a listing 1 60"])
        }
        crashes.end(.feed("a"))
        #expect(left(try opened()) == [])
    }

    @Test func whatWasUnderWayIsLeftOutAndThenRehearsedUntilItIsRecorded() async throws {
        try await die(of: work("a"), work("b", "document"))
        let rehearsed = Rehearsals()
        let crashes = try opened(rehearsed: rehearsed)
        #expect(left(crashes) == ["a listing 1 60", "b document 1 60"])
        #expect(left(crashes) == [])
        #expect(crashes.restEnd(of: .feed("a"), at: now) == now.addingTimeInterval(60))
        #expect(crashes.restEnd(of: .feed("a"), at: now.addingTimeInterval(60)) == nil)
        #expect(crashes.restEnd(of: .feed("c"), at: now) == nil)
        for _ in 1...2 { #expect(try await crashes.perform(work("a")) { 2 } == 2) }
        #expect(rehearsed.all.count == 2)
        recorded(crashes, .feed("a"))
        #expect(try await crashes.perform(work("a")) { 3 } == 3)
        #expect(rehearsed.all.count == 2)
        crashes.end(.feed("a"))
        // The innocent is forgotten, the other remembered through any number of starts.
        for _ in 1...2 { #expect(left(try opened()) == []) }
        _ = try await opened(rehearsed: rehearsed).perform(work("b", "document")) { 4 }
        #expect(rehearsed.all == [["read", "a"], ["read", "a"], ["read", "b"]])
    }

    @Test func whatEndsAProcessOfItsOwnIsNotDone() async throws {
        try await die(of: work("a"))
        let crashes = try opened(.crashed("signal 11"))
        for _ in 1...3 {
            await #expect(throws: SuspectedWork(cause: .crashed("signal 11"))) {
                try await crashes.perform(work("a")) { Issue.record("it was done") }
            }
        }
        #expect(await crashes.rehearse(OwnProgram([]), of: .feed("a")) == nil)
        #expect(try await crashes.perform(work("b")) { 1 } == 1)
        crashes.end(.feed("b"))
        #expect(left(try opened()) == [])
    }

    @Test func deathsInARowAreCountedUntilItIsRecorded() async throws {
        for deaths in 1...3 {
            try await die(of: work("a"))
            #expect(left(try opened()) == ["a listing \(deaths) \(deaths * 60)"])
        }
        let crashes = try opened()
        #expect(try await crashes.perform(work("a")) { 1 } == 1)
        recorded(crashes, .feed("a"))
        try await die(of: work("a"))
        #expect(left(try opened()) == ["a listing 1 60"])
    }

    @Test func onlyOneSuspectIsTriedAtATime() async throws {
        try await die(of: work("a"), work("b"))
        let crashes = try opened()
        let atOnce = AtOnce()
        let works = [work("a"), work("b")]
        await withTaskGroup(of: Void.self) { group in
            for work in works {
                group.addTask {
                    _ = try? await crashes.perform(work) {
                        atOnce.enter()
                        for _ in 1...20 { await Task.yield() }
                        atOnce.leave()
                    }
                }
            }
        }
        #expect(atOnce.most == 1)
    }

    @Test func aStopLeavesNoMarkWhateverIsStillUnderWay() async throws {
        let crashes = try opened()
        _ = try await crashes.perform(work("a")) {
            crashes.close()
            #expect((try? left(opened())) == [])
        }
    }

    @Test func aReceiverThatTakesItIsAcquitted() async throws {
        let work = CrashGuard.Work(
            owner: .receiver("desk"), subject: "alert 7", rehearsal: OwnProgram(["preview"]))
        try await die(of: work)
        let crashes = try opened()
        #expect(left(crashes) == ["desk alert 7 1 60"])
        _ = try await crashes.perform(work) {}
        recorded(crashes, work.owner)
        #expect(left(try opened()) == [])
    }

    @Test func whatFollowsIsRehearsedToo() async throws {
        try await die(of: work("a"))
        for (ending, what) in [
            (OwnProgram.Ending.ended(isGood: false), nil),
            (.crashed("signal 6"), SuspectedWork(cause: .crashed("signal 6"))),
        ] {
            let crashes = try opened(ending)
            #expect(crashes.isSuspected(.feed("a")) && !crashes.isSuspected(.feed("b")))
            let reading = CrashGuard.Work(owner: .feed("a"), subject: "another", rehearsal: nil)
            #expect(try await crashes.perform(reading) { 1 } == 1)
            #expect(await crashes.rehearse(OwnProgram(["apart"]), of: .feed("a")) == what)
            crashes.end(.feed("a"))
        }
        // It was never recorded.
        #expect(try opened().isSuspected(.feed("a")))
    }

    @Test func whatIsDoneApartIsNotDoneAgain() async throws {
        let work = CrashGuard.Work(owner: .receiver("desk"), subject: "alert 7", rehearsal: OwnProgram(["apart"]))
        try await die(of: work)
        for isGood in [true, false] {
            let crashes = try opened(.ended(isGood: isGood))
            let result = try await crashes.perform(work, apart: { $0 ? "sent" : "not sent" }) { "sent here" }
            #expect(result == (isGood ? "sent" : "not sent"))
            crashes.end(work.owner)
        }
    }

    @Test func whatIsConvictedIsNotDone() async throws {
        let crashes = CrashGuard.none
        crashes.convict("listing", of: .feed("a"), how: "signal 4")
        await #expect(throws: SuspectedWork(cause: .crashed("signal 4"))) { try await crashes.perform(work("a")) {} }
        #expect(try await crashes.perform(work("b")) { 1 } == 1)
    }
}
