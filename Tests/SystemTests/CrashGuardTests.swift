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
        _ ending: OwnProgram.Ending = .ended, rehearsed: Rehearsals = Rehearsals()
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

    private func left(_ crashes: CrashGuard) -> [String] {
        crashes.takeLeft(at: now) { _, deaths in Double(deaths) * 60 }.map {
            "\($0.owner.name) \($0.subject) \($0.deaths) \(Int($0.restEnd.timeIntervalSince(now)))"
        }.sorted()
    }

    @Test func whatEndsInOrderLeavesNothing() async throws {
        let crashes = try opened()
        #expect(try await crashes.perform(work("a")) { 1 } == 1)
        let place = crashes.beginRecording(.feed("a"), subject: "listing")
        #expect(place != nil)
        crashes.endRecording(.feed("a"), subject: "listing", place, isRecorded: true)
        #expect(crashes.beginRecording(.feed("b"), subject: "listing") == nil)
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
        let place = crashes.beginRecording(.feed("a"), subject: "listing")
        crashes.endRecording(.feed("a"), subject: "listing", place, isRecorded: true)
        #expect(try await crashes.perform(work("a")) { 3 } == 3)
        #expect(rehearsed.all.count == 2)
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
        #expect(crashes.beginRecording(.feed("a"), subject: "listing") == nil)
        #expect(try await crashes.perform(work("b")) { 1 } == 1)
        #expect(left(try opened()) == [])
    }

    @Test func deathsInARowAreCountedUntilItIsRecorded() async throws {
        for deaths in 1...3 {
            try await die(of: work("a"))
            #expect(left(try opened()) == ["a listing \(deaths) \(deaths * 60)"])
        }
        let crashes = try opened()
        #expect(try await crashes.perform(work("a")) { 1 } == 1)
        let place = crashes.beginRecording(.feed("a"), subject: "listing")
        crashes.endRecording(.feed("a"), subject: "listing", place, isRecorded: true)
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
        #expect(left(try opened()) == [])
    }
}
