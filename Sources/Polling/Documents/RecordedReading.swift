import History
import Inspections

/// A publication whose document was read, with the grades that it was last trusted to state.
struct RecordedReading: Sendable {
    let publication: StoredPublication
    let judgements: [Judgement]
}
