import History
import Inspections

/// A publication whose document was read, with the graded inspection that is recorded of it, where there is one.
struct RecordedReading: Sendable {
    let publication: StoredPublication
    let inspection: GradedInspection?
}
