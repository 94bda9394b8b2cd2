import Inspections
import Testing

@testable import Reports

/// What letters say of areas for priority action, in words of other letters than the real ones at hand: what says that
/// there are some, what reads like it and says none, and what says neither, which is in doubt. The visit was on 4 and 5
/// May 2022.
@Suite struct PriorityActionTests {
    private static func read(_ words: String) async throws -> Outcome {
        let text =
            "1 July 2022\nDear Ms Example\nFocused visit to Leeds City Council children’s services\n"
            + "This letter summarises the findings of a focused visit to Leeds children’s services on 4 and 5 May 2022.\n"
            + "Leaders know their services well.\n\(words)\nYours sincerely\n"
        return await (try ReportReader.builtIn()).read(Array(text.utf8))
    }

    private static let stated = [
        "An area for priority action was identified in relation to children who came into care in 2021.",
        "The local authority should take swift action to address the following area for priority action: the quality of"
            + " assessments.",
        "There is an area for priority action.",
        "We identified two areas for priority action.",
        "Inspectors identified an area for priority action in relation to care leavers.",
        "Leaders did not know this. There are areas identified for priority action.",
        "We did not see harm, but there is an area for priority action.",
        "Leaders do not know this and there is an area for priority action.",
        "This visit has resulted in two priority actions.",
        "Areas for priority action\nThe quality of oversight remains poor.",
        "Areas for priority action\nThe local authority needs to act.",
        "Areas for priority action\nNone of the children at risk was seen in time.",
        "Areas for priority action\nThere is no effective oversight of risk.",
        "Areas for priority action\nNo child should wait for an assessment.",
        "Areas for priority action\nAll assessments have to be timely.",
        "Areas for priority action\nIn addition to the two priority actions not resolved since the last visit, the local"
            + " authority needs to act.",
        "Areas for priority action\nBoth have been addressed. We identified two new areas for priority action.",
        "Priority actions\nThe local authority needs to act at once.",
        "Area for priority action: the assessment of risk to children in the MASH.",
        "Main findings\nArea for priority action: the assessment of risk to children in the MASH.",
        "The following areas for priority action need attention at once.",
        "We found an area for priority action where children wait too long.",
        "We found an area for priority action in the response to children who go missing.",
        "There is an area for priority action, which has to be addressed at once.",
        "During this visit in May 2022, inspectors identified an area for priority action.",
        "There is an area for priority action: in the last six months too few children were seen.",
        "Unlike others, we have found an area for priority action.",
        "The quality of assessments is an area for priority action.",
        "Inspectors identified this as an area for priority action.",
        "Two areas for priority action were set. They have to be addressed by September.",
        "An area for priority action has been identified in the MASH.",
        "We identified areas that require priority action.",
        "Leaders know the areas for priority action identified during this focused visit.",
        "Inspectors identified an area for priority action that had been raised at the last visit.",
        "There are no areas for priority action for care leavers, but there is an area for priority action in the MASH.",
    ]

    private static let remaining = [
        "Areas for priority action\nThe areas for priority action set at the last visit remain. There are no more.",
        "Areas for priority action\nBoth remain. Leaders know this.",
        "Areas for priority action\nNeither has been addressed.",
        "Areas for priority action\nTwo areas were set in 2019. They have not been addressed.",
        "In addition to the existing areas for priority action, some areas need to improve.",
        "The area for priority action that was identified in May 2020 remains.",
        "The areas for priority action, which were set in 2020, remain.",
        "The two areas for priority action from the previous visit have not been addressed.",
        "Not all areas for priority action have been addressed.",
        "None of the areas for priority action has been addressed.",
        "No area for priority action has been addressed.",
        "Leaders have not addressed the areas for priority action.",
        "Decision-making remains an area for priority action.",
        "Two of the three areas for priority action remain.",
        "Any area for priority action from the last visit remains.",
    ]

    private static let denied = [
        "An area for priority action was identified at the joint targeted area inspection in 2021, and leaders responded.",
        "Leaders responded quickly to the area for priority action raised at the focused visit in March 2021.",
        "We identified no new areas for priority action.",
        "Since the area for priority action was identified at the visit in July 2021, leaders have acted swiftly.",
        "In response to the areas for priority action identified at the previous visit, leaders have improved services.",
        "The two areas for priority action from the last visit have improved significantly.",
        "Leaders have taken effective action to address the area for priority action identified at the visit in May 2021.",
        "This visit reviewed progress in relation to the area for priority action identified at the visit in May 2021.",
        "The area for priority action identified at the last visit is no longer an area for priority action.",
        "Headline findings\nAt the last visit in March 2021, inspectors identified two areas for priority action. Both have"
            + " been addressed.",
        "Leaders are ambitious.",
        "The area for priority action of the last visit was met.",
        "A visit may result in an area for priority action.",
        "Areas for priority action: none.",
        "Areas for priority action: none at this visit.",
        "We found no areas for priority action.",
        "We found no\nareas for priority action.",
        "We found no\nareas for priority action\nat this visit.",
        "Areas for priority action\nNone.",
        "Areas for priority action\nThere are none at this visit.",
        "Areas for priority action\nNo areas were identified.",
        "Areas for priority action\nInspectors identified none.",
        "Areas for priority action\nWe did not identify any.",
        "Areas for priority action\nBoth have been addressed.",
        "Areas for priority action\nBoth have been addressed. What needs to improve in this area of practice?",
        "Areas for priority action\nAll of these have been resolved. Leaders are rightly proud.",
        "Areas for priority action\nInspectors set two areas for priority action in 2019. Both have been addressed.",
        "There are no existing areas for priority action.",
        "No areas for priority action remain.",
        "We didn’t identify areas for priority action.",
        "The visit has not resulted in any areas for priority action.",
        "Areas for priority action were not identified.",
        "There were neither areas for priority action nor areas for improvement.",
        "At the visit in March 2019 inspectors identified three areas for priority action.",
        "At the visit in January 2022 inspectors identified three areas for priority action.",
        "In January, inspectors identified three areas for priority action.",
        "Two areas for priority action were identified in January 2022.",
        "This visit follows the one in January 2022, where inspectors identified three areas for priority action.",
        "The areas for priority action that were set at the last visit have been addressed.",
        "The existing areas for priority action have been addressed.",
        "The areas for priority action have been addressed. We identified no new areas for priority action.",
        "Leaders have addressed both areas for priority action.",
        "Both areas for priority action have been addressed by leaders.",
        "Where a visit results in an area for priority action, a plan is required.",
        "If an area for priority action is identified, we notify the Department for Education.",
        "Any areas for priority action would be followed up.",
        "Children at risk are assessed for priority action.",
        "The council has a priority action plan.",
    ]

    private static let unclear = [
        "An area for priority action was issued following the visit in 2021, which leaders took seriously.",
        "The area for priority action concerns the MASH.",
        "Leaders have made progress against the areas for priority action.",
        "Leaders know the areas for priority action identified during the visit.",
        "There has been no progress against the areas for priority action.",
        "While progress has been made against the areas for priority action set in 2020, some weaknesses remain.",
        "Progress against the areas for priority action remains slow.",
        "The areas for priority action are being addressed.",
        "The areas for priority action have been partly addressed.",
        "Most of the areas for priority action have been addressed.",
        "One of the two areas for priority action has been addressed.",
        "We have notified the Department for Education of the areas for priority action.",
        "You should submit a plan that responds to the areas for priority action.",
        "Leaders identified two areas for priority action in their own plan.",
        "Leaders have not identified any areas for priority action.",
        "Following the last visit, inspectors identified an area for priority action.",
        "There is an area for priority action from the last visit.",
        "The visit in January 2022 led to two areas for priority action. We identified no new areas for priority action.",
        "The areas for priority action set at the last visit are a work in progress and need more time.",
        "We identified no areas for priority action other than those set in 2020.",
        "There are no areas for priority action beyond the two that remain.",
        "The areas for priority action were met with concern.",
        "It was clear that an area for priority action should be identified.",
        "At this visit and the visit in January 2022, we found an area for priority action.",
        "The areas for priority action of 2021 have been addressed but a new area for priority action was identified.",
        "Areas for priority action\nBoth have been addressed. The local authority needs to act on assessments.",
        "Areas for priority action\nBoth are being addressed.",
        "Areas for priority action\nInspectors set two areas for priority action in 2019. Leaders have worked hard.",
        "Areas for priority action\nThere are no additional priority actions.",
        "Areas for priority action\nNone at this visit. But we identified an area for priority action.",
    ]

    @Test(arguments: stated.map { ($0, "yes") } + remaining.map { ($0, "remain") } + denied.map { ($0, "no") })
    func whatIsClear(_ words: String, _ action: String) async throws {
        let outcome = try await Self.read(words)
        #expect(outcome.result == .ungraded, "\(outcome.doubts)")
        #expect(outcome.facts["priority_action"] == action)
        #expect((outcome.facts["priority_action_printed"] == nil) == (action == "no"))
        #expect(outcome.doubts.isEmpty && outcome.witnesses.isEmpty)
    }

    /// Neither yes nor no: left out, and shown to the operator in its words.
    @Test(arguments: unclear)
    func whatIsNot(_ words: String) async throws {
        let outcome = try await Self.read(words)
        #expect(outcome.result == .doubtful, "\(outcome.facts)")
        #expect(outcome.facts.isEmpty && outcome.framework == nil && outcome.judgements.isEmpty)
        #expect(!outcome.doubts.isEmpty)
        for witness in outcome.witnesses {
            #expect(witness.area == "priority_action" && witness.page == nil)
            #expect(words.contains("priority action") && !witness.printed.isEmpty)
        }
        #expect(outcome.inspection.start?.iso == "2022-05-04" && outcome.providerName == "Leeds")
    }

    @Test func aDoubtNamesItsWords() async throws {
        let words = "Leaders have made progress against the areas for priority action."
        #expect(
            try await Self.read(words).doubts == [
                "priority_action: a sentence is neither a clear yes nor a clear no: \"\(words)\""
            ])
    }

    /// Words that stand so in no letter, and in a damaged one.
    @Test(arguments: [
        "areas for priority action for priority action of priority actions", "priority action priority actions",
        "the the the area area for for priority action, : – where", "Areas for priority action", "priority action",
    ])
    func whatIsDamagedIsRead(_ words: String) async throws {
        #expect([.ungraded, .doubtful].contains(try await Self.read(words).result))
    }

    /// A letter whose text has no full stops shows the words around the place alone.
    @Test func aSentenceWithoutAnEndIsShownInPart() async throws {
        let long = String(repeating: "• more of this ", count: 400)
        let outcome = try await Self.read(long + "the areas for priority action " + long)
        let shown = try #require(outcome.witnesses.first?.printed)
        #expect(shown.contains("the areas for priority action") && shown.count < 500)
    }
}
