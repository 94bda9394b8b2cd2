import Foundation
import TestSupport
import Testing

/// Whatever happens to documents on the way, readers hear each change once, and nothing false stays told.
@Suite(.timeLimit(.minutes(5))) struct LedgerTests {
    private typealias Document = LedgerDocument

    /// Good in 2023, in the baseline.
    private func world(
        feeds: [(name: String, keys: String)] = [("pubs", "")], extra: String = ""
    ) async throws -> LedgerWorld {
        let world = try await LedgerWorld(feeds: feeds, extra: extra)
        await world.publish("first", Document.report(from: "2023-03-06", "g"), on: "2023-05-01")
        #expect(try await world.poll().lines.isEmpty)
        return world
    }

    /// Good, then requires improvement, then good again.
    private func worldOfThree() async throws -> LedgerWorld {
        let world = try await world()
        await world.publish("second", Document.report(from: "2024-02-26", "r"), on: "2024-05-16")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
        await world.publish("third", Document.report(from: "2025-03-03", "g"), on: "2025-05-16")
        #expect(try await world.poll().lines == ["rating-changed improved Kent 2025-03-03"])
        return world
    }

    struct Resolution: Sendable, CustomTestStringConvertible {
        let name: String
        let document: String
        let tells: [String]
        var testDescription: String { name }
    }

    @Test(
        "A change that had to wait is told, whatever the document before turns out to be",
        arguments: [
            Resolution(
                name: "a report", document: LedgerDocument.report(from: "2024-02-26", "r"),
                tells: ["inspection-published late Kent 2024-02-26", "rating-changed declined Kent 2025-03-03"]),
            Resolution(
                name: "a letter", document: LedgerDocument.letter("Kent", on: "2024-02-26"),
                tells: ["rating-changed declined Kent 2025-03-03", "report-published Kent 2024-02-26"]),
            Resolution(
                name: "no report", document: "<html><body><h1>Fees</h1><p>Have your say.</p></body></html>",
                tells: ["rating-changed declined Kent 2025-03-03"]),
        ])
    func aChangeThatHadToWaitIsTold(_ resolution: Resolution) async throws {
        let world = try await world()
        await world.publish("second", resolution.document, on: "2024-05-16")
        await world.answer("second", with: 503)
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("third", Document.report(from: "2025-03-03", "i"), on: "2025-05-16")
        let open = try await world.poll()
        #expect(open.lines == ["inspection-published Kent 2025-03-03"])
        await world.answer("second", with: nil)
        let told = try await world.poll()
        #expect(told.lines == resolution.tells)
        #expect(told.first { $0.line.hasPrefix("rating-changed") }?.data.follows == open.first?.id)
        #expect(try await world.poll().lines.isEmpty)
    }

    @Test("A report on special needs that cannot be had blocks no comparison of children's services")
    func anotherLineBlocksNothing() async throws {
        let world = try await world()
        await world.publish(
            .init(id: "send", path: "/send.html", published: "2024-05-16", type: "Area SEND full inspection"), nil)
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("third", Document.report(from: "2025-03-03", "i"), on: "2025-05-16")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2025-03-03"])
    }

    @Test("A known report that is in doubt or ungraded for a while stays known and is not told again")
    func aKnownReportStaysKnown() async throws {
        let world = try await worldOfThree()
        let known = try await world.history()
        await world.change("third", to: Document.report(from: "2025-03-03", "g", heading: "i"))
        #expect(try await world.poll().lines.isEmpty)
        #expect(try await world.history() == known)
        await world.change("third", to: Document.letter("Kent", on: "2025-03-03"))
        #expect(try await world.poll().lines.isEmpty)
        #expect(try await world.history() == known)
        await world.publish("fourth", Document.report(from: "2025-09-08", "i"), on: "2025-10-16")
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2025-09-08"])
        await world.change("third", to: Document.report(from: "2025-03-03", "g"))
        #expect(try await world.poll().lines.isEmpty)
    }

    @Test("A letter is told once, however its bytes change, and amended where its facts do")
    func aLetterIsToldOnce() async throws {
        let world = try await world()
        await world.publish(
            .init(
                id: "letter", path: "/letter.html", published: "2024-10-01", type: "Children's services focused visit"),
            Document.letter("Kent", on: "2024-09-03"))
        let told = try await world.poll()
        #expect(told.lines == ["report-published Kent 2024-09-03"])
        await world.change(
            "letter", to: Document.letter("Kent", on: "2024-09-03", "We found no areas for priority action. Thanks."))
        #expect(try await world.poll().lines.isEmpty)
        await world.change(
            "letter",
            to: Document.letter("Kent", on: "2024-09-03", "Area for priority action</p><p>Swift action is needed."))
        let amended = try await world.poll()
        #expect(amended.lines == ["report-amended Kent 2024-09-03"])
        #expect(amended.first?.data.voids == told.map(\.id))
    }

    @Test("A correction of an older report says what it changes for the newer one")
    func aCorrectionHasConsequences() async throws {
        let world = try await worldOfThree()
        let before = try LedgerAlert.read(world.run.lines())
        await world.change("second", to: Document.report(from: "2024-02-26", "g"))
        let told = try await world.poll()
        #expect(told.lines == ["rating-corrected Kent 2024-02-26"])
        #expect(told.first?.data.voids == [before[0].id])
        #expect(Set(told.first?.data.consequences?.compactMap(\.alert) ?? []) == [before[1].id])
        #expect(
            try await world.history() == [
                "2023-03-06 good first", "2024-02-26 good unchanged", "2025-03-03 good unchanged",
            ])
    }

    @Test("Opposite corrections of neighbours in one poll are one correction each")
    func neighboursAreCorrectedAtOnce() async throws {
        let world = try await worldOfThree()
        await world.change("second", to: Document.report(from: "2024-02-26", "g"))
        await world.change("third", to: Document.report(from: "2025-03-03", "r"))
        let told = try await world.poll()
        #expect(told.lines == ["rating-corrected Kent 2024-02-26", "rating-corrected declined Kent 2025-03-03"])
        #expect(told.allSatisfy { $0.data.consequences == nil })
    }

    @Test("There, back and there again are three corrections with three ids")
    func equalCorrectionsHaveIdsOfTheirOwn() async throws {
        let world = try await worldOfThree()
        var ids: Set<String> = []
        for grade in ["i", "r", "i"] {
            await world.change("second", to: Document.report(from: "2024-02-26", grade))
            ids.formUnion(try await world.poll().map(\.id))
        }
        #expect(ids.count == 3)
    }

    @Test("Dates alone that are corrected past a neighbour are told, and nothing stays late")
    func datesAreCorrected() async throws {
        let world = try await world()
        await world.publish("second", Document.report(from: "2023-01-09", "r"), on: "2023-09-18")
        #expect(try await world.poll().lines == ["inspection-published late Kent 2023-01-09"])
        await world.change("second", to: Document.report(from: "2023-08-07", "r"))
        #expect(try await world.poll().lines == ["rating-corrected declined Kent 2023-08-07"])
        #expect(try await world.history() == ["2023-03-06 good first", "2023-08-07 requires-improvement declined"])
    }

    @Test("A report that says more than an article before it has the rest told", arguments: [", authority: press", ""])
    func aReportSaysMoreThanAnArticle(keys: String) async throws {
        let world = try await world(feeds: [("pubs", ""), ("press", keys)])
        await world.publish("article", Document.article("Kent", "inadequate"), on: "2024-05-10", in: "press")
        let article = try await world.poll()
        #expect(article.map(\.data.direction) == ["declined"])
        await world.publish("second", Document.report(from: "2024-02-26", "i"), on: "2024-05-16")
        let told = try await world.poll()
        #expect(told.lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(told.first?.data.follows == article.first?.id)
        #expect(told.first?.data.judgements?.contains { $0.area == "overall-effectiveness" } == false)
    }

    @Test("Where the press was wrong, the report corrects it against the inspection before")
    func theReportCorrectsThePress() async throws {
        let world = try await world(feeds: [("pubs", ""), ("press", ", authority: press")])
        await world.publish("article", Document.article("Kent", "inadequate"), on: "2024-05-10", in: "press")
        let article = try await world.poll()
        await world.publish("second", Document.report(from: "2024-02-26", "r"), on: "2024-05-16")
        let told = try await world.poll()
        #expect(told.lines == ["rating-corrected declined Kent 2024-02-26"])
        #expect(told.first?.data.voids == article.map(\.id))
    }

    @Test("A report listed under the wrong council is taken back there and told of the right one")
    func aReportChangesItsCouncil() async throws {
        let world = try await world()
        await world.publish(
            "other", Document.report("Surrey", from: "2023-03-06", "g"), on: "2023-05-02", of: LedgerWorld.surrey)
        _ = try await world.poll()
        await world.publish(
            "second", Document.report(nil, from: "2024-02-26", "i"), on: "2024-05-16", of: LedgerWorld.surrey)
        let wrong = try await world.poll()
        #expect(wrong.lines == ["rating-changed declined Surrey 2024-02-26"])
        await world.change("second", to: Document.report(nil, from: "2024-02-26", "i")) {
            $0.council = LedgerWorld.kent
        }
        let told = try await world.poll()
        #expect(told.lines == ["rating-corrected Surrey 2024-02-26", "rating-changed declined Kent 2024-02-26"])
        #expect(told.first?.data.voids == wrong.map(\.id))
        #expect(try await world.history() == ["2023-03-06 good first", "2024-02-26 inadequate declined"])
        #expect(try await world.history(of: LedgerWorld.surrey) == ["2023-03-06 good first"])
    }

    @Test("A feed with new ids, a window that slides and addresses with tokens bring nothing new")
    func aResetFeedIsNoNews() async throws {
        let world = try await worldOfThree()
        let known = try await world.history()
        await world.reset { entries in
            for index in entries.indices { entries[index].id = "new-" + entries[index].id }
        }
        #expect(try await world.poll().lines.isEmpty)
        for token in 0..<2 {
            await world.reset { entries in
                for index in entries.indices {
                    entries[index].path = entries[index].path.prefix { $0 != "?" } + "?token=\(token)"
                }
            }
            #expect(try await world.poll().lines.isEmpty)
        }
        await world.reset { $0.removeLast(2) }
        #expect(try await world.poll().lines.isEmpty)
        #expect(try await world.history() == known)
    }

    @Test("A report published again under another id with other grades is corrected, and stands for the next")
    func aReportIsPublishedAgain() async throws {
        let world = try await worldOfThree()
        await world.publish("third-again", Document.report(from: "2025-03-03", "i"), on: "2025-05-30")
        #expect(try await world.poll().lines == ["rating-corrected declined Kent 2025-03-03"])
        await world.publish("fourth", Document.report(from: "2025-09-08", "g"), on: "2025-10-16")
        #expect(try await world.poll().lines == ["rating-changed improved Kent 2025-09-08"])
    }

    @Test("An address that serves the latest report has each inspection told, and forgets none")
    func anAddressServesOneInspectionAfterAnother() async throws {
        let world = try await world()
        await world.change("first", to: Document.report(from: "2024-02-26", "i")) { $0.published = "2024-05-16" }
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(try await world.history() == ["2023-03-06 good first", "2024-02-26 inadequate declined"])
    }

    @Test("So it is where the listing gives no days: what one document prints is not the day of the next")
    func anEntryWithoutADayServesOneInspectionAfterAnother() async throws {
        let world = try await LedgerWorld()
        await world.publish("latest", Document.report(from: "2023-03-06", "g", published: "2023-05-02"), on: "")
        #expect(try await world.poll().lines.isEmpty)
        let next = Document.report(from: "2024-02-26", "i", published: "2024-05-16")
        await world.change("latest", to: next) { $0.title = "The report of May 2024" }
        let told = try await world.poll()
        #expect(told.lines == ["rating-changed declined Kent 2024-02-26"])
        #expect(told.first?.data.publication?.published == "2024-05-16")
        #expect(try await world.history() == ["2023-03-06 good first", "2024-02-26 inadequate declined"])
    }

    @Test("One correction seen through two feeds is told once")
    func oneCorrectionThroughTwoFeeds() async throws {
        let world = try await world(feeds: [("pubs", ""), ("two", "")])
        for feed in ["pubs", "two"] {
            await world.publish(
                "\(feed)-second", Document.report(from: "2024-02-26", "r", note: feed), on: "2024-05-16", in: feed)
        }
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2024-02-26"])
        await world.change("pubs-second", to: Document.report(from: "2024-02-26", "i"), in: "pubs")
        #expect(try await world.poll().lines == ["rating-corrected declined Kent 2024-02-26"])
        await world.change("two-second", to: Document.report(from: "2024-02-26", "i"), in: "two")
        #expect(try await world.poll().lines.isEmpty)
    }

    @Test("A misprinted date in the future makes nothing late, then or later")
    func aMisprintedFutureMakesNothingLate() async throws {
        let world = try await world()
        await world.publish("second", Document.report(from: "2041-02-25", "r"), on: "2024-05-16")
        #expect(try await world.poll().lines.isEmpty)
        await world.publish("third", Document.report(from: "2025-03-03", "i"), on: "2025-05-16")
        #expect(try await world.poll().allSatisfy { $0.data.late != true })
        await world.change("second", to: Document.report(from: "2024-02-26", "r"))
        _ = try await world.poll()
        await world.publish("fourth", Document.report(from: "2025-09-08", "g"), on: "2025-10-16")
        #expect(try await world.poll().lines == ["rating-changed improved Kent 2025-09-08"])
    }

    @Test("Two reports in one poll are told in the order of their inspections")
    func twoReportsInOnePoll() async throws {
        let world = try await world()
        await world.publish("k-11", Document.report(from: "2025-03-03", "i"), on: "2025-05-16")
        await world.publish("k-12", Document.report(from: "2024-02-26", "r"), on: "2025-05-17")
        #expect(
            try await world.poll().lines == [
                "rating-changed declined Kent 2024-02-26", "rating-changed declined Kent 2025-03-03",
            ])
    }

    @Test("A council's second number makes no second council")
    func aSecondNumberIsTheSameCouncil() async throws {
        let world = try await worldOfThree()
        await world.publish(
            "fourth", Document.report(from: "2025-09-08", "i"), on: "2025-10-16",
            of: .init(name: "Kent", urn: "9999999"))
        #expect(try await world.poll().lines == ["rating-changed declined Kent 2025-09-08"])
        #expect(try await world.history().last == "2025-09-08 inadequate declined")
    }

    @Test("A document never lowers what a council is called")
    func aPossessiveIsNoName() async throws {
        let durham = LedgerWorld.Council(name: "Durham", urn: "80455")
        let world = try await world()
        await world.publish("d", Document.report("Durham", from: "2023-03-06", "g"), on: "2023-05-02", of: durham)
        _ = try await world.poll()
        await world.publish(
            .init(
                id: "l", path: "/l.html", published: "2024-10-01", council: .init(name: "Durham’s", urn: "80455"),
                type: "Children's services focused visit"), Document.letter("Durham’s", on: "2024-09-03"))
        #expect(try await world.poll().lines == ["report-published Durham 2024-09-03"])
        #expect(try await world.run.run("history", "Durham").output.contains("2023-03-06"))
    }

    private static let towns = (0..<12).map { number in
        LedgerWorld.Council(name: "\(Character(Unicode.Scalar(UInt8(65 + number))))ford", urn: "\(90_000 + number)")
    }

    /// All are good, in the baseline.
    private func worldOfTowns(extra: String = "") async throws -> LedgerWorld {
        let world = try await LedgerWorld(extra: extra)
        for town in Self.towns {
            await world.publish(
                town.name, Document.report(town.name, from: "2023-03-06", "g"), on: "2023-05-01", of: town)
        }
        #expect(try await world.poll().lines.isEmpty)
        return world
    }

    @Test("What was held and is mended meanwhile is not told when it is released")
    func heldAndMended() async throws {
        let world = try await worldOfTowns()
        for town in Self.towns {
            await world.change(town.name, to: Document.report(town.name, from: "2023-03-06", "i"))
        }
        #expect(try await world.poll().lines.isEmpty)
        for town in Self.towns.dropFirst() {
            await world.change(town.name, to: Document.report(town.name, from: "2023-03-06", "g"))
        }
        #expect(try await world.poll().lines.isEmpty)
        let released = try await world.run.run("release", "pubs").output
        #expect(released.split(separator: "\n").count == 1)
        #expect(try await world.poll().lines == ["rating-corrected Aford 2023-03-06"])
    }

    @Test("A portfolio's rule is told once, though one of its reports was in doubt for a while")
    func aPortfolioIsToldOnce() async throws {
        let world = try await worldOfTowns(
            extra: """
                portfolios:
                  - {name: trust, match: {provider_kind: [unknown]}, area: overall-effectiveness, below: good, count: 3, within: 9000d}
                """)
        func fall(_ number: Int, heading: Character? = nil) async {
            let town = Self.towns[number]
            await world.publish(
                "new-\(town.name)", Document.report(town.name, from: "2024-02-26", "i", heading: heading),
                on: "2024-05-16",
                of: town)
        }
        await fall(0)
        await fall(1)
        await fall(2, heading: "o")
        #expect(try await world.poll().count == 2)
        await world.change("new-Cford", to: Document.report("Cford", from: "2024-02-26", "i"))
        #expect(try await world.poll().lines == ["rating-changed declined Cford 2024-02-26", "portfolio"])
        await world.change("new-Aford", to: Document.report("Aford", from: "2024-02-26", "i", heading: "o"))
        #expect(try await world.poll().lines.isEmpty)
        await world.change("new-Aford", to: Document.report("Aford", from: "2024-02-26", "i"))
        await fall(3)
        #expect(try await world.poll().lines == ["rating-changed declined Dford 2024-02-26"])
    }

    @Test("What is in doubt counts once an operator accepts it, and no more once a newer version has mended it")
    func aDoubtIsAcceptedOnlyWhileItLasts() async throws {
        let world = try await worldOfThree()
        let address = try #require(try LedgerAlert.read(world.run.lines()).last?.data.publication?.url)
        func accept() async throws -> ProgramRun.Finished {
            try await world.run.run("rule", address, "accept", "--why", "the inspectorate says so")
        }
        #expect(try await accept().status == 64)
        await world.change("third", to: Document.report(from: "2023-09-04", "i"))
        #expect(try await world.poll().lines.isEmpty)
        #expect(try await accept().status == 0)
        #expect(try await world.poll().lines == ["rating-corrected declined Kent 2023-09-04"])
        #expect(
            try await world.history() == [
                "2023-03-06 good first", "2023-09-04 inadequate declined", "2024-02-26 requires-improvement improved",
            ])
        await world.change("third", to: Document.report(from: "2022-09-05", "o"))
        #expect(try await world.poll().lines.isEmpty)
        await world.change("third", to: Document.report(from: "2025-03-03", "g"))
        #expect(try await world.poll().lines == ["rating-corrected improved Kent 2025-03-03"])
        #expect(try await accept().status == 64)
    }

    @Test("A single run retries a document of a report site that failed once")
    func aSiteDocumentIsRetried() async throws {
        let site = try await ReportSite()
        await site.add(provider: "90001", named: "Sample Town")
        let report = CouncilReport(council: "Sample Town", dates: "6 to 10 March 2023", overall: "Good")
        await site.publish(.init(101, of: "90001", published: "2023-05-01", document: report.pdf))
        await site.answer("/v1/file/101", with: ServerAnswer(503, text: "later"))
        let run = try ProgramRun(
            configuration: """
                http: {per_host: {connections: 2, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 1s}}
                feeds: [{name: councils, kind: ofsted-reports, url: '\(site.searchURL)', every: 1s}]
                """)
        #expect(try await run.run("run", "--once").status == 0)
        await site.answer("/v1/file/101", with: nil)
        // The back-off ends.
        try await Task.sleep(for: .milliseconds(1500))
        #expect(try await run.run("run", "--once").status == 0)
        #expect(try await run.run("history", "ofsted:90001").output.contains("2023-03-06"))
    }
}
