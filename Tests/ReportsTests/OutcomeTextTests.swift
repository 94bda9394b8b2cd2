import Inspections
import Reports
import Testing

@Suite struct OutcomeTextTests {
    @Test(arguments: [
        (Outcome.Result.doubtful, "a.pdf: doubtful\n  in doubt: why"),
        (.unreadable, "a.pdf: unreadable\n  reason: why"),
        (.notAReport, "a.pdf: not-a-report\n  reason: why"),
    ])
    func onlyWhatIsDoubtfulIsCalledInDoubt(_ result: Outcome.Result, text: String) {
        let outcome = Outcome(result: result, media: "application/pdf", sha256: "", doubts: ["why"])
        #expect(outcome.text(file: "a.pdf") == text)
    }
}
