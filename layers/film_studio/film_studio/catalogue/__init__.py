"""What a creator can choose from: voices, music, languages, script templates."""
