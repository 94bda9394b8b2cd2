/// The half of the day that a clock of twelve hours counts.
enum HalfDay {
    case morning, afternoon

    /// `word`: lower case, without dots.
    init?(_ word: String) {
        switch word {
        case "am", "오전": self = .morning
        case "pm", "오후": self = .afternoon
        default: return nil
        }
    }
}
