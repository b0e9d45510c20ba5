"""Cases: their life cycle, how reports join them, what is reviewed first and by when. Pure."""
