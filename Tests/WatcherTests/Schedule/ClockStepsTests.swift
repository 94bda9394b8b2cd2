import Foundation
import Testing
import Watcher

@Suite struct ClockStepsTests {
    private let wall = Date(timeIntervalSince1970: 1_780_315_200)
    private let steady = ContinuousClock.now

    @Test(
        arguments: [
            (60, 60, false), (0, 60, true), (60.5, 60, false), (259_260, 60, true), (-259_200, 60, true),
            (86_400, 86_400, false), (64, 60, false), (66, 60, true), (54, 60, true),
        ] as [(Double, Double, Bool)])
    func aWallClockThatMovesOtherwiseWasSet(wallMoved: Double, passed: Double, isStep: Bool) {
        var steps = ClockSteps()
        let moves: [(Double, Double)] = [(0, 0), (wallMoved, passed), (60, 60)]
        var (wall, steady) = (wall, steady)
        let noticed = moves.map { wallMoved, passed in
            (wall, steady) = (wall + wallMoved, steady + .seconds(passed))
            return steps.notice(wall: wall, steady: steady)
        }
        #expect(noticed == [false, isStep, false])
    }
}
