import Foundation
import Testing

@testable import Configuration
@testable import Delivery
@testable import Polling

@Suite struct ClockStepsTests {
    /// Seconds by which both clocks have moved, and the step that is seen.
    @Test(
        arguments: [
            (60, 60, nil), (0, 60, -60), (60.5, 60, nil), (259_260, 60, 259_200), (-259_140, 60, -259_200),
            (86_400, 86_400, nil), (64, 60, nil), (66, 60, 6), (54, 60, -6),
        ] as [(Double, Double, Double?)])
    func aWallClockThatMovesOtherwiseWasSet(wallMoved: Double, passed: Double, step: Double?) {
        var steps = ClockSteps()
        var wall = Date(timeIntervalSince1970: 1_780_315_200)
        var steady = ContinuousClock.now
        let moves: [(Double, Double)] = [(0, 0), (wallMoved, passed), (60, 60)]
        let noticed = moves.map { wallMoved, passed in
            (wall, steady) = (wall + wallMoved, steady + .seconds(passed))
            return steps.notice(wall: wall, steady: steady).map { $0.rounded() }
        }
        #expect(noticed == [nil, step, nil])
    }
}
